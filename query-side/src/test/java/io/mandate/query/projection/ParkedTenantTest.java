package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import io.mandate.store.envelope.KeyRef;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedTenantTest {
    private static final TenantId SICK = new TenantId("sick");
    private static final TenantId WELL = new TenantId("well");
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_tenant_whose_commit_fails_stays_before_it_and_the_others_go_on_until_it_is_tried_again(
            @TempDir Path folder) {
        FragileProjection fragile = new FragileProjection();
        try (QueryNode node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder, fragile)) {
            for (TenantId tenant : List.of(SICK, WELL)) {
                node.register(tenant);
                node.commit(tenant, Shop.SUPERUSER, Shop.begins());
            }
            Commit good = node.commit(SICK, Shop.SUPERUSER, Shop.profile("p", "Good", null));
            node.commit(SICK, Shop.SUPERUSER, renamed("poison"));
            Commit later = node.commit(SICK, Shop.SUPERUSER, renamed("later"));
            Commit well = node.commit(WELL, Shop.SUPERUSER, Shop.profile("p", "Well", null));
            Browser sick = node.as(SICK, Shop.SUPERUSER);

            assertThat(node.as(WELL, Shop.SUPERUSER)
                            .get("/v1/profiles", node.position(well))
                            .status())
                    .isEqualTo(200);
            ProjectionStatus status = node.get(ProjectionStatus.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !status.report().parked().isEmpty());
            ProjectionStatus.Parked parked = status.report().parked().getFirst();
            assertThat(parked.tenant()).isEqualTo(SICK);
            assertThat(parked.incompleteSince()).isEqualTo(good.lastSeq());
            assertThat(parked.projection()).isEqualTo("fragile");
            assertThat(parked.reason()).isEqualTo("IllegalStateException");
            Browser.Answer answer = sick.get("/v1/profiles");
            assertThat(answer.header("Mandate-Incomplete-Since")).isEqualTo(node.position(good));
            assertThat(answer.body().at("/incompleteSince").asString()).isEqualTo(node.position(good));
            assertThat(answer.body().at("/items/0/name").asString()).isEqualTo("Good");

            fragile.healed = true;
            assertThat(status.retry(SICK)).isTrue();

            Browser.Answer healed = sick.get("/v1/profiles", node.position(later));
            assertThat(healed.status()).isEqualTo(200);
            assertThat(healed.header("Mandate-Incomplete-Since")).isNull();
            assertThat(healed.body().at("/items/0/name").asString()).isEqualTo("later");
            assertThat(status.report().parked()).isEmpty();
            assertThat(status.retry(SICK)).isFalse();
        }
    }

    @Test
    void whoever_is_erased_while_his_tenant_is_parked_is_gone_from_what_is_read(@TempDir Path folder) {
        FragileProjection fragile = new FragileProjection();
        try (QueryNode node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder, fragile)) {
            node.register(SICK);
            node.commit(SICK, Shop.SUPERUSER, Shop.begins());
            Commit known = node.commit(
                    SICK,
                    Shop.SUPERUSER,
                    Shop.profile("p", "Good", null),
                    Shop.person("ana", "Ana", "Ruiz", "AGENT", null),
                    Shop.person("ben", "Ben", "Okoro", "AGENT", null));
            Browser sick = node.as(SICK, Shop.SUPERUSER);
            sick.get("/v1/users", node.position(known));
            node.commit(SICK, Shop.SUPERUSER, renamed("poison"));
            ProjectionStatus status = node.get(ProjectionStatus.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !status.report().parked().isEmpty());

            UserId ana = new UserId("ana");
            node.commit(
                    SICK,
                    Shop.SUPERUSER,
                    new UserDeleted(ana, null, null),
                    new UserPersonalDataErased(ana, KeyRef.user(SICK, ana).id()));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(sick.get("/v1/users").body().toString())
                            .doesNotContain("Ruiz")
                            .contains("Okoro"));
        }
    }

    @Test
    void whoever_lived_in_a_tenant_that_ends_while_it_is_parked_is_gone_from_what_is_read(@TempDir Path folder) {
        FragileProjection fragile = new FragileProjection();
        try (QueryNode node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder, fragile)) {
            for (TenantId tenant : List.of(SICK, WELL)) {
                node.register(tenant);
                node.commit(tenant, Shop.SUPERUSER, Shop.begins());
                Commit known = node.commit(tenant, Shop.SUPERUSER, Shop.person("ana", "Ana", "Ruiz", "AGENT", null));
                node.as(tenant, Shop.SUPERUSER).get("/v1/users", node.position(known));
            }
            node.commit(SICK, Shop.SUPERUSER, Shop.profile("p", "Good", null));
            node.commit(SICK, Shop.SUPERUSER, renamed("poison"));
            ProjectionStatus status = node.get(ProjectionStatus.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !status.report().parked().isEmpty());
            assertThat(persons(node, SICK)).isPositive();

            node.sql()
                    .sql("update mandate.tenant_key set wrapped = null, destroyed_at = now() where tenant in (?, ?)")
                    .params(SICK.value(), WELL.value())
                    .update();

            await().atMost(Duration.ofSeconds(30)).until(() -> persons(node, SICK) == 0);
            assertThat(persons(node, WELL))
                    .as("a tenant that is not parked comes to the event that ends it")
                    .isPositive();
        }
    }

    private static long persons(QueryNode node, TenantId tenant) {
        return node.sql()
                .sql("select count(*) from " + new Generation(1).schema() + ".person where tenant = ?")
                .param(tenant.value())
                .query(Long.class)
                .single();
    }

    @Test
    void a_failing_commit_in_a_batch_costs_only_its_tenant_what_follows_it() throws SQLException {
        ModelDatabase database = new ModelDatabase();
        FragileProjection fragile = new FragileProjection();
        List<Projection> projections = List.of(fragile);
        RandomHistory sick = new RandomHistory("sick", 1).grow(40).commit(List.of(renamed("poison")));
        long poisoned = sick.commits().getLast().firstSeq();
        sick.grow(10);
        RandomHistory well = new RandomHistory("well", 2).grow(60);
        RememberedHistory history = new RememberedHistory(sick, well);
        List<Commit> batch = new ArrayList<>(sick.commits());
        batch.addAll(well.commits());
        batch.sort(Comparator.comparing(Commit::recordedAt));
        try (Connection connection = database.connect()) {
            Generation generation = database.newGeneration(connection, projections);
            ModelWriter writer = database.writer(connection, generation, projections, history);

            Map<TenantId, Long> reached = writer.write(batch);

            assertThat(writer.parked()).containsExactly(SICK);
            assertThat(reached)
                    .containsEntry(SICK, poisoned - 1)
                    .containsEntry(WELL, well.commits().getLast().lastSeq());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_failing_commit_costs_only_its_tenant_what_follows_it_while_rows_are_held(boolean packed)
            throws SQLException {
        ModelDatabase database = new ModelDatabase();
        List<Projection> projections = List.of(new FragileProjection());
        RandomHistory sick = new RandomHistory("sick", 1).grow(40).commit(List.of(renamed("poison")));
        long poisoned = sick.commits().getLast().firstSeq();
        sick.grow(10);
        RandomHistory well = new RandomHistory("well", 2).grow(60);
        RememberedHistory history = new RememberedHistory(sick, well);
        try (Connection connection = database.connect()) {
            Generation expected = database.newGeneration(connection, projections);
            ModelWriter inBatches = database.writer(connection, expected, projections, history);
            inBatches.catchUp(history.heads().keySet());
            while (inBatches.behind()) {
                inBatches.readOn(10);
            }
            Generation generation = database.newGeneration(connection, projections);
            ModelWriter writer = database.writer(connection, generation, projections, history);

            writer.catchUp(history.heads().keySet());
            while (writer.behind()) {
                writer.holdOn(new Hold(10, 2, LONG, Long.MAX_VALUE, packed));
            }

            assertThat(writer.parked()).containsExactly(SICK);
            assertThat(writer.written())
                    .isEqualTo(poisoned - 1 + well.commits().getLast().lastSeq());
            assertThat(database.writer(connection, generation, projections, history)
                            .positions())
                    .containsEntry(SICK, poisoned - 1)
                    .containsEntry(WELL, well.commits().getLast().lastSeq());
            assertThat(ModelDatabase.contents(connection, generation, projections))
                    .isEqualTo(ModelDatabase.contents(connection, expected, projections));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_are_held_again_once_a_failing_commit_is_behind(boolean packed) throws SQLException {
        ModelDatabase database = new ModelDatabase();
        List<Projection> projections = List.of(new FragileProjection());
        RandomHistory sick = new RandomHistory("sick", 1).grow(5).commit(List.of(renamed("poison")));
        RandomHistory well = new RandomHistory("well", 2).grow(200);
        RememberedHistory history = new RememberedHistory(sick, well);
        try (Connection connection = database.connect()) {
            Generation generation = database.newGeneration(connection, projections);
            ModelWriter writer = database.writer(connection, generation, projections, history);
            writer.catchUp(history.heads().keySet());

            while (writer.parked().isEmpty() || writer.positions().get(WELL) < 200) {
                writer.holdOn(new Hold(20, 2, LONG, Long.MAX_VALUE, packed));
            }

            assertThat(writer.behind()).isTrue();
            assertThat(writer.folded()).isGreaterThan(writer.written());
            assertThat(database.writer(connection, generation, projections, history)
                            .positions()
                            .get(WELL))
                    .isLessThan(writer.positions().get(WELL));
        }
    }

    private static ProfileRenamed renamed(String to) {
        return new ProfileRenamed(new ProfileId("p"), new ProfileName("Good"), new ProfileName(to), to);
    }
}
