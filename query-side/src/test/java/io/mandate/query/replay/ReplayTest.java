package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.query.projection.ModelWriter;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ReplayTest {
    private static final TenantId NORTH = new TenantId("north");
    private static final TenantId SOUTH = new TenantId("south");

    @TempDir
    Path folder;

    private TestDatabase database;
    private QueryNode node;
    private ReplayFixture operator;

    @BeforeEach
    void start() {
        database = QueryNode.newDatabase();
        node = QueryNode.on(database.jdbcUrl(), folder);
        operator = ReplayFixture.of(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void everything_is_made_again_compared_and_read_from_then_on() {
        operator.busy(NORTH);
        operator.busy(SOUTH);
        int before = operator.generation();
        Map<String, List<String>> rows = operator.rows(before);
        long events = operator.events();

        Replay ready = operator.until(operator.ask(), ReplayState.READY);

        assertThat(operator.differing(ready)).isZero();
        assertThat(operator.comparedTables(ready)).containsExactlyElementsOf(rows.keySet());
        assertThat(operator.generation()).isEqualTo(before);
        assertThat(node.get(Replays.class).view(ready).events().done()).isEqualTo(events);
        Commit meanwhile = node.commit(NORTH, Shop.SUPERUSER, Shop.profile("new", "New", null));
        operator.awaitModels(NORTH, meanwhile);

        Replay switched = operator.until(operator.wish(ready, Wish.SWITCH), ReplayState.SWITCHED);

        assertThat(operator.generation()).isEqualTo(switched.made().number()).isGreaterThan(before);
        Commit after = node.commit(SOUTH, Shop.SUPERUSER, Shop.profile("newer", "Newer", null));
        operator.awaitModels(SOUTH, after);
        assertThat(node.as(NORTH, Shop.SUPERUSER).get("/v1/profiles").body().at("/items"))
                .hasSize(7);
        await().atMost(ReplayFixture.PATIENCE)
                .until(() ->
                        operator.generations().equals(List.of(switched.made().number())));
        assertThat(operator.events()).isEqualTo(events + 2);
    }

    @Test
    void named_models_are_made_again_and_the_others_taken_over_as_they_are() {
        operator.busy(NORTH);
        spoil("UPDATE query_g1.profile_list SET name = 'Spoilt' WHERE profile = 'p1'");
        spoil("UPDATE query_g1.principal SET role = 'SPOILT' WHERE principal = 'u1'");

        Replay ready = operator.until(operator.ask("profiles"), ReplayState.READY);

        assertThat(operator.comparedTables(ready)).contains("profile_list").doesNotContain("principal", "audit_index");
        assertThat(operator.differing(ready)).isOne();

        Replay switched = operator.until(operator.wish(ready, Wish.SWITCH), ReplayState.SWITCHED);

        Map<String, List<String>> rows = operator.rows(switched.made().number());
        assertThat(String.join("\n", rows.get("profile_list"))).doesNotContain("Spoilt");
        assertThat(String.join("\n", rows.get("principal"))).contains("SPOILT");
        Commit after = node.commit(NORTH, Shop.SUPERUSER, Shop.person("zoe", "Zoe", "Last", "AGENT", Shop.SUPERUSER));
        operator.awaitModels(NORTH, after);
        Replay all = operator.until(operator.ask(), ReplayState.READY);
        assertThat(operator.differing(all)).as("only what was spoilt before").isOne();
        operator.until(operator.wish(all, Wish.ABANDON), ReplayState.ABANDONED);
    }

    @Test
    void rows_that_differ_are_named_with_both_values_but_never_with_personal_text() {
        operator.busy(NORTH);
        operator.busy(SOUTH);
        spoil("UPDATE query_g1.profile_list SET name = 'Spoilt' WHERE tenant = 'north' AND profile = 'p1'");
        spoil("DELETE FROM query_g1.profile_list WHERE tenant = 'south' AND profile = 'p2'");
        spoil("UPDATE query_g1.person SET last_name = 'Zuckerl' WHERE tenant = 'north' AND principal = 'u3'");
        spoil("INSERT INTO query_g1.person SELECT tenant, 'ghost', username, first_name, last_name, email, subject,"
                + " attributes, search FROM query_g1.person WHERE tenant = 'south' AND principal = 'u3'");

        Replay ready = operator.until(operator.ask(), ReplayState.READY);

        assertThat(operator.differing(ready)).isEqualTo(4);
        List<Map<String, Object>> found =
                operator.sql().sql("""
                        SELECT tenant, table_name, key::text AS key, array_to_string(columns, ',') AS columns,
                          live::text AS live, rebuilt::text AS rebuilt
                        FROM mandate.replay_difference WHERE replay = ? ORDER BY table_name, tenant""").param(ready.id()).query().listOfRows();
        assertThat(found).hasSize(4);
        assertThat(found.get(0))
                .containsEntry("tenant", "north")
                .containsEntry("key", "{\"principal\": \"u3\"}")
                .containsEntry("columns", "last_name");
        assertThat(found.get(1))
                .containsEntry("key", "{\"principal\": \"ghost\"}")
                .containsEntry("rebuilt", null);
        assertThat(found.get(2)).containsEntry("key", "{\"profile\": \"p1\"}").containsEntry("columns", "name");
        assertThat(found.get(2).get("live")).asString().contains("\"Spoilt\"");
        assertThat(found.get(2).get("rebuilt")).asString().contains("\"Profile 1\"");
        assertThat(found.get(3)).containsEntry("tenant", "south").containsEntry("live", null);
        assertThat(found.toString())
                .contains("(personal text)")
                .doesNotContainIgnoringCase("xylander")
                .doesNotContain("Quetzal", "Zuckerl", "@shop.example");
    }

    @Test
    void a_moment_of_the_past_is_held_without_personal_text_and_goes_on_to_the_present_when_told() {
        Commit then = operator.busy(NORTH);
        Position past = node.get(StoreId.class).position(then.lastSeq());
        Commit now = node.commit(NORTH, Shop.SUPERUSER, Shop.profile("now", "Now", null));
        operator.awaitModels(NORTH, now);

        Replay held = operator.until(
                operator.ask(
                        new ReplayRequest(null, null, new ReplayRequest.UpTo(null, Map.of("north", past)), "full")),
                ReplayState.HELD);

        assertThat(operator.differing(held))
                .as("two positions cannot be compared")
                .isNegative();
        assertThat(held.models()).doesNotContain("persons");
        Map<String, List<String>> rows = operator.rows(held.made().number());
        assertThat(rows.get("person")).isEmpty();
        assertThat(String.join("\n", rows.get("profile_list"))).contains("Last").doesNotContain("Now");
        operator.refused(RejectionCode.REPLAY_NOT_POSSIBLE_NOW, () -> operator.wish(held, Wish.SWITCH));

        Replay ready = operator.until(operator.wish(held, Wish.CONTINUE), ReplayState.READY);

        assertThat(operator.differing(ready)).isZero();
        operator.until(operator.wish(ready, Wish.SWITCH), ReplayState.SWITCHED);
        assertThat(operator.rows(operator.generation()).get("person")).isNotEmpty();
    }

    @Test
    void an_instant_of_the_past_is_the_last_commit_before_it() {
        Commit then = operator.busy(NORTH);
        Commit now = node.commit(NORTH, Shop.SUPERUSER, Shop.profile("now", "Now", null));
        operator.awaitModels(NORTH, now);
        Instant between = now.recordedAt().minusNanos(1_000);

        Replay held = operator.until(
                operator.ask(new ReplayRequest(List.of("profiles"), null, new ReplayRequest.UpTo(between, null), null)),
                ReplayState.HELD);

        assertThat(operator.sql()
                        .sql("SELECT seq FROM mandate.projection_position WHERE generation = ? AND tenant = 'north'")
                        .param(held.made().number())
                        .query(Long.class)
                        .single())
                .isEqualTo(then.lastSeq());
        operator.until(operator.wish(held, Wish.ABANDON), ReplayState.ABANDONED);
        await().atMost(ReplayFixture.PATIENCE)
                .until(() -> operator.generations().equals(List.of(1)));
    }

    @Test
    void one_tenant_alone_is_made_compared_and_dropped_again() {
        operator.busy(NORTH);
        operator.busy(SOUTH);
        spoil("UPDATE query_g1.profile_list SET name = 'Spoilt' WHERE profile = 'p1'");

        Replay compared =
                operator.until(operator.ask(new ReplayRequest(null, NORTH, null, null)), ReplayState.COMPARED);

        assertThat(operator.differing(compared)).isOne();
        assertThat(operator.sql()
                        .sql("SELECT DISTINCT tenant FROM mandate.replay_comparison WHERE replay = ?")
                        .param(compared.id())
                        .query(String.class)
                        .list())
                .containsExactly("north");
        operator.refused(RejectionCode.REPLAY_NOT_POSSIBLE_NOW, () -> operator.wish(compared, Wish.SWITCH));
        await().atMost(ReplayFixture.PATIENCE)
                .until(() -> operator.generations().equals(List.of(1)));
    }

    @Test
    void a_tenant_that_cannot_follow_keeps_it_from_being_switched_to() {
        operator.busy(NORTH);
        Replay ready = operator.until(operator.ask(), ReplayState.READY);
        operator.sql()
                .sql("ALTER TABLE query_g" + ready.made().number()
                        + ".profile_list ADD CONSTRAINT poison CHECK (name <> 'Poison')")
                .update();
        Commit poison = node.commit(NORTH, Shop.SUPERUSER, Shop.profile("poison", "Poison", null));
        operator.awaitModels(NORTH, poison);

        operator.wish(ready, Wish.SWITCH);

        await().atMost(ReplayFixture.PATIENCE)
                .until(() -> operator.now(ready).failure() != null
                        && operator.now(ready).wish() == null);
        assertThat(operator.now(ready).state()).isEqualTo(ReplayState.READY);
        assertThat(operator.now(ready).failure()).contains("1 tenant ");
        assertThat(operator.generation()).isEqualTo(1);
        Replay compared = operator.until(operator.wish(ready, Wish.COMPARE), ReplayState.READY);
        assertThat(operator.differing(compared))
                .as("two positions cannot be compared")
                .isNegative();
    }

    @Test
    void a_second_one_is_refused_until_the_first_is_over_and_its_number_is_not_used_again() {
        operator.busy(NORTH);
        Replay first = operator.until(operator.ask(), ReplayState.READY);

        operator.refused(RejectionCode.REPLAY_RUNNING, operator::ask);

        operator.until(operator.wish(first, Wish.ABANDON), ReplayState.ABANDONED);
        Replay second = operator.until(operator.ask(), ReplayState.READY);
        assertThat(second.made().number()).isGreaterThan(first.made().number());
        operator.refused(RejectionCode.REPLAY_NOT_POSSIBLE_NOW, () -> operator.wish(first, Wish.ABANDON));
    }

    @Test
    void to_abandon_it_is_not_forgotten_where_another_wish_is_granted_at_the_same_time() {
        operator.busy(NORTH);
        Replay ready = operator.until(operator.ask(), ReplayState.READY);

        new TransactionTemplate(node.get(PlatformTransactionManager.class)).executeWithoutResult(_ -> {
            ReplayStore store = new ReplayStore(operator.sql());
            assertThat(store.wish(ready.id(), Wish.ABANDON)).isTrue();
            new ReplaySteps(operator.sql()).enter(ready, ReplayState.SWITCHING, Wish.SWITCH);
        });

        operator.until(ready, ReplayState.ABANDONED);
        assertThat(operator.generation()).isEqualTo(1);
    }

    @Test
    void many_are_told_at_once_as_each_is_told_alone() {
        Commit then = operator.busy(NORTH);
        Commit other = operator.busy(SOUTH);
        long all = then.lastSeq() + other.lastSeq();
        Replay abandoned = operator.until(operator.ask(), ReplayState.READY);
        operator.until(operator.wish(abandoned, Wish.ABANDON), ReplayState.ABANDONED);
        Replay compared =
                operator.until(operator.ask(new ReplayRequest(null, NORTH, null, null)), ReplayState.COMPARED);
        Position past = node.get(StoreId.class).position(then.lastSeq());
        Replay held = operator.until(
                operator.ask(
                        new ReplayRequest(null, null, new ReplayRequest.UpTo(null, Map.of("north", past)), "full")),
                ReplayState.HELD);
        Replays replays = node.get(Replays.class);

        List<Replay> page = replays.page(null, null, 10);

        assertThat(page).extracting(Replay::id).containsExactly(held.id(), compared.id(), abandoned.id());
        assertThat(replays.views(page))
                .containsExactlyElementsOf(page.stream().map(replays::view).toList());
        assertThat(replays.views(page).getFirst().events()).isEqualTo(new ReplayProgress(all, all, 0, null));
        assertThat(replays.views(List.of())).isEmpty();
    }

    @Test
    void a_paced_one_that_is_abandoned_gives_its_memory_back() {
        operator.busy(NORTH);
        for (int i = 1; i <= 11; i++) { // what is less than a batch is caught up with at once
            node.commit(
                    NORTH,
                    Shop.SUPERUSER,
                    IntStream.range(100 * i, 100 * i + 100)
                            .mapToObj(p -> Shop.profile("p" + p, "Profile " + p, null))
                            .toArray(DomainEvent[]::new));
        }
        node.close();
        node = QueryNode.with(Map.of("mandate.replay.events-per-second", "400"), database.jdbcUrl(), folder);
        operator = new ReplayFixture(node);
        long before = ModelWriter.heldBesideTheHeap();

        Replay asked = operator.ask(new ReplayRequest(null, null, null, "paced"));
        await().atMost(ReplayFixture.PATIENCE).until(() -> ModelWriter.heldBesideTheHeap() > before);
        operator.until(operator.wish(asked, Wish.ABANDON), ReplayState.ABANDONED);

        await().atMost(ReplayFixture.PATIENCE).until(() -> ModelWriter.heldBesideTheHeap() == before);
    }

    @Test
    void what_cannot_be_is_refused_and_nothing_is_stored() {
        Commit last = operator.busy(NORTH);
        operator.refused(RejectionCode.REPLAY_MODEL_UNKNOWN, () -> operator.ask("profiles", "nonsense"));
        operator.refused(
                RejectionCode.REPLAY_MODEL_PERSONAL,
                () -> operator.ask(new ReplayRequest(
                        List.of("persons"), null, new ReplayRequest.UpTo(last.recordedAt(), null), null)));
        operator.refused(
                RejectionCode.TENANT_NOT_FOUND,
                () -> operator.ask(new ReplayRequest(null, new TenantId("nobody"), null, null)));
        operator.refused(
                RejectionCode.POSITION_UNKNOWN,
                () -> operator.ask(new ReplayRequest(
                        null,
                        null,
                        new ReplayRequest.UpTo(
                                null, Map.of("north", node.get(StoreId.class).position(last.lastSeq() + 1))),
                        null)));
        operator.refused(
                RejectionCode.INSTANT_IN_FUTURE,
                () -> operator.ask(new ReplayRequest(
                        null, null, new ReplayRequest.UpTo(Instant.now().plusSeconds(3_600), null), null)));
        Assertions.assertThatThrownBy(() -> operator.ask(new ReplayRequest(null, null, null, "fast")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(operator.sql()
                        .sql("SELECT count(*) FROM mandate.replay")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void spoil(String statement) {
        assertThat(operator.sql().sql(statement).update()).isPositive();
    }
}
