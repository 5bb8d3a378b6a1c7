package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.DomainEvent;
import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.ProjectionLeader;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayTakeoverTest {
    private static final TenantId TENANT = new TenantId("shop");
    private static final String COMPARED = "mandate.replay_comparison";
    private static final String POINTER = "mandate.query_pointer";

    @TempDir
    private static Path folder;

    private static QueryNode one;
    private static QueryNode two;
    private static ReplayFixture operator;

    @BeforeAll
    static void start() {
        String url = QueryNode.newDatabase().jdbcUrl();
        Map<String, Object> slow = Map.of(
                "mandate.replay.events-per-second",
                400,
                "mandate.replay.batch",
                1,
                "mandate.replay.write-every",
                "100ms");
        one = QueryNode.with(slow, url, folder);
        two = QueryNode.with(slow, url, folder);
        operator = ReplayFixture.of(one);
        operator.busy(TENANT);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    /// The first of all, while there is little to fold: it is paced.
    @Test
    @Order(1)
    void when_the_sessions_of_worker_and_leader_are_ended_in_the_middle_both_works_go_on() {
        operator.awaitModels(TENANT, muchMoreThanIsNear());
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

    /// Each step is held up by a lock on what it writes next, and its sessions end while it waits.
    @Test
    void ended_while_comparing_copying_completing_or_pointing_a_replay_of_named_models_goes_on_from_there()
            throws Exception {
        Replay replay = operator.until(operator.ask("profiles"), ReplayState.READY);
        try (HeldUp _ = HeldUp.by(COMPARED, "SHARE")) {
            operator.wish(replay, Wish.COMPARE);
            endedWhileWaiting(replay, ReplayState.COMPARING, COMPARED);
        }
        Replay ready = operator.until(replay, ReplayState.READY);
        assertThat(ready.comparedAt()).isAfter(replay.comparedAt());
        assertThat(operator.differing(ready)).isZero();
        Map<String, List<String>> live = operator.rows(operator.generation());
        List<String> indexes = indexes(operator.generation());
        String copied = new Generation(operator.generation()).schema() + ".principal";
        String made = ready.made().schema() + ".principal";

        try (HeldUp copying = HeldUp.by(copied, "ACCESS EXCLUSIVE");
                HeldUp completing = HeldUp.by(made, "ROW EXCLUSIVE"); // lets rows in, and no index
                HeldUp pointing = HeldUp.by(POINTER, "SHARE")) {
            operator.wish(ready, Wish.SWITCH);
            endedWhileWaiting(replay, ReplayState.SWITCHING, copied);
            assertThat(operator.now(replay).copied()).isFalse();
            copying.letGo();

            await().atMost(ReplayFixture.PATIENCE)
                    .until(() -> operator.now(replay).copied());
            endedWhileWaiting(replay, ReplayState.SWITCHING, made);
            assertThat(operator.now(replay).whole()).isFalse();
            completing.letGo();

            await().atMost(ReplayFixture.PATIENCE)
                    .until(() -> operator.now(replay).whole());
            endedWhileWaiting(replay, ReplayState.SWITCHING, POINTER);
            pointing.letGo();
        }

        Replay switched = operator.until(replay, ReplayState.SWITCHED);
        assertThat(operator.generation()).isEqualTo(switched.made().number());
        assertThat(operator.rows(operator.generation())).isEqualTo(live);
        assertThat(indexes(operator.generation())).isEqualTo(indexes).isNotEmpty();
    }

    private static List<String> indexes(int generation) {
        String schema = new Generation(generation).schema();
        return operator.sql()
                .sql("SELECT replace(indexdef, ?, 'g') FROM pg_indexes WHERE schemaname = ? ORDER BY 1")
                .params(schema, schema)
                .query(String.class)
                .list();
    }

    /// Locks a table in a session that nobody ends.
    private record HeldUp(Connection session) implements AutoCloseable {
        static HeldUp by(String table, String mode) throws SQLException {
            Connection session = one.get(DataSource.class).getConnection();
            session.setAutoCommit(false);
            try (Statement lock = session.createStatement()) {
                lock.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
                lock.execute("LOCK TABLE " + table + " IN " + mode + " MODE");
            }
            return new HeldUp(session);
        }

        void letGo() throws SQLException {
            session.rollback();
        }

        @Override
        public void close() throws SQLException {
            letGo();
            session.close();
        }
    }

    private static void endedWhileWaiting(Replay replay, ReplayState state, String table) {
        await().atMost(ReplayFixture.PATIENCE)
                .until(() -> operator.now(replay).state() == state
                        && operator.sql()
                                .sql(
                                        "SELECT exists (SELECT FROM pg_locks WHERE relation = ?::regclass AND NOT granted)")
                                .param(table)
                                .query(Boolean.class)
                                .single());
        endSessionsThatLead(operator);
    }

    @Test
    void while_generations_are_switched_and_dropped_no_reader_fails_and_none_sees_less_than_he_wrote()
            throws Exception {
        TenantId tenant = new TenantId("read");
        operator.busy(tenant);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            for (QueryNode node : List.of(one, two, one)) {
                readers.add(threads.submit(() -> read(tenant, node, done)));
            }
            Future<Integer> writing = threads.submit(() -> write(tenant, one, two, done));
            try {
                for (int round = 0; round < 3; round++) {
                    Replay ready = operator.until(operator.ask(), ReplayState.READY);
                    assertThat(operator.differing(ready)).isZero();
                    Replay switched = operator.until(operator.wish(ready, Wish.SWITCH), ReplayState.SWITCHED);
                    await().atMost(ReplayFixture.PATIENCE)
                            .until(() -> operator.generations()
                                    .equals(List.of(switched.made().number())));
                }
            } finally {
                done.set(true); // or the threads would go on for ever
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(writing.get()).isPositive();
        }
    }

    private static int read(TenantId tenant, QueryNode node, AtomicBoolean done) {
        Browser browser = node.as(tenant, Shop.SUPERUSER);
        int asked = 0;
        while (!done.get()) {
            Browser.Answer answer = browser.get("/v1/users");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().at("/items")).hasSize(6);
            asked++;
        }
        return asked;
    }

    private static int write(TenantId tenant, QueryNode writer, QueryNode reader, AtomicBoolean done) {
        Browser browser = reader.as(tenant, Shop.SUPERUSER);
        int written = 0;
        while (!done.get()) {
            Commit commit = writer.commit(tenant, Shop.SUPERUSER, Shop.profile("w" + written, "W" + written, null));
            Browser.Answer answer = browser.get("/v1/profiles/w" + written, writer.position(commit));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            written++;
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
        return written;
    }

    /// Two thousand events; what is nearer than a thousand is not paced.
    private static Commit muchMoreThanIsNear() {
        Commit last = null;
        for (int i = 0; i < 100; i++) {
            DomainEvent[] events = new DomainEvent[20];
            for (int j = 0; j < events.length; j++) {
                events[j] = Shop.profile("n" + i + "-" + j, "N " + i + "-" + j, null);
            }
            last = one.commit(TENANT, Shop.SUPERUSER, events);
        }
        return Objects.requireNonNull(last);
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
