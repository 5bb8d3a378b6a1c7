package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.ProjectionLeader;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTakeoverTest {
    private static final TenantId TENANT = new TenantId("shop");

    @TempDir
    Path folder;

    @Test
    void when_the_sessions_of_worker_and_leader_are_ended_in_the_middle_both_works_go_on() {
        String url = QueryNode.newDatabase().jdbcUrl();
        Map<String, Object> slow = Map.of(
                "mandate.replay.events-per-second",
                20,
                "mandate.replay.batch",
                1,
                "mandate.replay.write-every",
                "100ms");
        try (QueryNode one = QueryNode.with(slow, url, folder);
                QueryNode two = QueryNode.with(slow, url, folder)) {
            ReplayFixture operator = ReplayFixture.of(one);
            operator.busy(TENANT);
            Replay replay = operator.ask(new ReplayRequest(null, null, null, "paced"));
            for (int round = 1; round <= 2; round++) {
                long reached = reached(operator, replay);
                await().atMost(ReplayFixture.PATIENCE).until(() -> reached(operator, replay) > reached);
                endSessionsThatLead(operator);
            }
            assertThat(operator.now(replay).state()).isEqualTo(ReplayState.BUILDING);
            Commit meanwhile = two.commit(TENANT, Shop.SUPERUSER, Shop.profile("new", "New", null));
            operator.awaitModels(TENANT, meanwhile);

            Replay ready = operator.until(replay, ReplayState.READY);

            assertThat(operator.differing(ready)).isZero();
            operator.until(operator.wish(ready, Wish.SWITCH), ReplayState.SWITCHED);
            Commit after = two.commit(TENANT, Shop.SUPERUSER, Shop.profile("newer", "Newer", null));
            operator.awaitModels(TENANT, after);
            assertThat(List.of(one, two))
                    .filteredOn(node -> node.get(ProjectionLeader.class).leading())
                    .hasSize(1);
        }
    }

    @Test
    void while_generations_are_switched_and_dropped_no_reader_fails_and_none_sees_less_than_he_wrote()
            throws Exception {
        String url = QueryNode.newDatabase().jdbcUrl();
        try (QueryNode writer = QueryNode.on(url, folder);
                QueryNode other = QueryNode.on(url, folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ReplayFixture operator = ReplayFixture.of(writer);
            operator.busy(TENANT);
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            for (QueryNode node : List.of(writer, other, writer)) {
                readers.add(threads.submit(() -> read(node, done)));
            }
            Future<Integer> writing = threads.submit(() -> write(writer, other, done));
            for (int round = 0; round < 3; round++) {
                Replay ready = operator.until(operator.ask(), ReplayState.READY);
                assertThat(operator.differing(ready)).isZero();
                Replay switched = operator.until(operator.wish(ready, Wish.SWITCH), ReplayState.SWITCHED);
                await().atMost(ReplayFixture.PATIENCE)
                        .until(() -> operator.generations()
                                .equals(List.of(switched.made().number())));
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(writing.get()).isPositive();
        }
    }

    private static int read(QueryNode node, AtomicBoolean done) {
        Browser browser = node.as(TENANT, Shop.SUPERUSER);
        int asked = 0;
        while (!done.get()) {
            Browser.Answer answer = browser.get("/v1/users");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().at("/items")).hasSize(6);
            asked++;
        }
        return asked;
    }

    private static int write(QueryNode writer, QueryNode reader, AtomicBoolean done) {
        Browser browser = reader.as(TENANT, Shop.SUPERUSER);
        int written = 0;
        while (!done.get()) {
            Commit commit = writer.commit(TENANT, Shop.SUPERUSER, Shop.profile("w" + written, "W" + written, null));
            Browser.Answer answer = browser.get("/v1/profiles/w" + written, writer.position(commit));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            written++;
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
        return written;
    }

    private static long reached(ReplayFixture operator, Replay replay) {
        return operator.sql()
                .sql("SELECT coalesce(sum(p.seq), 0) FROM mandate.replay r"
                        + " JOIN mandate.projection_position p ON p.generation = r.generation WHERE r.id = ?")
                .param(replay.id())
                .query(Long.class)
                .single();
    }

    private static void endSessionsThatLead(ReplayFixture operator) {
        operator.sql()
                .sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                        + " AND objsubid = 1 AND pid <> pg_backend_pid()"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .query()
                .listOfRows();
    }
}
