package io.mandate.query.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.query.projection.ProjectionLeader;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import io.mandate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadYourOwnWritesTest {
    private static final TenantId TENANT = new TenantId("shop");

    private static QueryNode one;
    private static QueryNode two;
    /// Hears of nothing that the others do.
    private static QueryNode deaf;

    @BeforeAll
    static void start(@TempDir Path folder) {
        TestDatabase database = QueryNode.newDatabase();
        one = QueryNode.on(database.jdbcUrl(), folder);
        two = QueryNode.on(database.jdbcUrl(), folder);
        deaf = QueryNode.on(database.jdbcUrl(), folder);
        deaf.get(LiveIndex.class).close();
        one.register(TENANT);
        one.commit(TENANT, Shop.SUPERUSER, Shop.begins());
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        deaf.close();
    }

    @Test
    void who_sends_the_position_of_his_write_reads_it_on_every_node() {
        for (int i = 0; i < 20; i++) {
            Commit commit = one.commit(TENANT, Shop.SUPERUSER, Shop.profile("p" + i, "Profile " + i, null));
            for (QueryNode node : new QueryNode[] {one, two}) {
                Browser.Answer answer = node.as(TENANT, Shop.SUPERUSER).get("/v1/profiles/p" + i, one.position(commit));

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Mandate-Position")).isEqualTo(one.position(commit));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/profiles",
                "/v1/users",
                "/v1/audit",
                "/v1/history/state",
                "/v1/history/catalog",
                "/v1/users/root/permissions?at=2020-01-01"
            })
    void who_was_suspended_elsewhere_reads_nothing_where_it_was_not_heard_of(String path) {
        TenantId tenant = new TenantId("suspended" + path.replaceAll("[^a-z]", "-"));
        one.register(tenant);
        one.commit(tenant, Shop.SUPERUSER, Shop.begins());
        deaf.as(tenant, Shop.SUPERUSER).get(path);
        one.commit(tenant, Shop.SUPERUSER, new UserSuspended(new UserId(Shop.SUPERUSER)));

        Browser.Answer answer = deaf.as(tenant, Shop.SUPERUSER).get(path);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().toString()).contains("NOT_PERMITTED", "USER_SUSPENDED");
    }

    @Test
    void neither_is_he_answered_about_decisions_of_the_past() {
        TenantId tenant = new TenantId("suspended-asker");
        one.register(tenant);
        one.commit(tenant, Shop.SUPERUSER, Shop.begins());
        Browser root = deaf.as(tenant, Shop.SUPERUSER);
        String question = """
                {"subject": {"type": "user", "id": "root"}, "action": {"name": "view"},
                 "resource": {"type": "commerce", "id": "*"}, "context": {"as_of": "2020-01-01T00:00:00Z"},
                 "evaluations": [{}]}""";
        root.post("/access/v1/evaluations", question);
        one.commit(tenant, Shop.SUPERUSER, new UserSuspended(new UserId(Shop.SUPERUSER)));

        Browser.Answer answer = root.post("/access/v1/evaluations", question);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().toString()).contains("NOT_PERMITTED", "USER_SUSPENDED");
    }

    @Test
    void a_position_of_another_store_or_beyond_the_head_is_refused() {
        Browser root = two.as(TENANT, Shop.SUPERUSER);

        assertThat(root.get("/v1/profiles", "elsewhere-1").status()).isEqualTo(422);
        assertThat(root.get("/v1/profiles", "elsewhere-1").body().at("/code").asString())
                .isEqualTo("POSITION_UNKNOWN");
        String head = root.get("/v1/profiles").header("Mandate-Position");
        String beyond = head.replaceAll("-.*", "-1000000");
        assertThat(root.get("/v1/profiles", beyond).status()).isEqualTo(422);
        assertThat(root.get("/v1/profiles", "no position").status()).isEqualTo(400);
    }

    @Test
    void a_position_that_does_not_arrive_in_time_is_answered_with_how_far_it_got(@TempDir Path folder) {
        try (QueryNode alone = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder)) {
            alone.register(TENANT);
            Commit begun = alone.commit(TENANT, Shop.SUPERUSER, Shop.begins());
            Browser root = alone.as(TENANT, Shop.SUPERUSER);
            assertThat(root.get("/v1/profiles", alone.position(begun)).status()).isEqualTo(200);
            alone.get(ProjectionLeader.class).close();
            Commit unread = alone.commit(TENANT, Shop.SUPERUSER, Shop.profile("p", "P", null));

            Browser.Answer late = root.get("/v1/profiles", alone.position(unread));

            assertThat(late.status()).isEqualTo(503);
            assertThat(late.header("Retry-After")).isEqualTo("1");
            assertThat(late.body().at("/position").asString()).isEqualTo(alone.position(begun));
            assertThat(root.get("/v1/profiles").status()).isEqualTo(200);
        }
    }
}
