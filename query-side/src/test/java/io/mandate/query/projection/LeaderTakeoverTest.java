package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeaderTakeoverTest {
    private static final TenantId TENANT = new TenantId("shop");
    private static final Duration TAKEOVER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void when_the_leaders_session_is_ended_another_node_writes_within_a_second(@TempDir Path folder) {
        TestDatabase database = QueryNode.newDatabase();
        try (QueryNode one = QueryNode.on(database.jdbcUrl(), folder);
                QueryNode two = QueryNode.on(database.jdbcUrl(), folder)) {
            one.register(TENANT);
            Commit begun = one.commit(TENANT, Shop.SUPERUSER, Shop.begins());
            assertThat(two.as(TENANT, Shop.SUPERUSER)
                            .get("/v1/profiles", one.position(begun))
                            .status())
                    .isEqualTo(200);
            List<Duration> took = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                assertThat(leaders(one, two)).isEqualTo(1);
                endTheLeadersSession(database);
                long ended = System.nanoTime();
                Commit commit = one.commit(TENANT, Shop.SUPERUSER, Shop.profile("p" + round, "P" + round, null));
                await().pollInterval(Duration.ofMillis(10))
                        .atMost(PATIENCE)
                        .until(() -> stored(database) == commit.lastSeq());
                took.add(Duration.ofNanos(System.nanoTime() - ended));
                await().atMost(PATIENCE).until(() -> leaders(one, two) == 1);
            }
            assertThat(took.stream().sorted().toList().get(1)).as("the median").isLessThan(TAKEOVER);
            assertThat(two.as(TENANT, Shop.SUPERUSER)
                            .get("/v1/profiles")
                            .body()
                            .at("/items")
                            .size())
                    .isEqualTo(3);
        }
    }

    @Test
    void when_the_leaders_process_is_killed_another_node_writes(@TempDir Path folder)
            throws IOException, InterruptedException {
        TestDatabase database = QueryNode.newDatabase();
        Process leader = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Daxoniq.update-checker.disabled=true",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeadingProcess.class.getName(),
                        database.jdbcUrl(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> holders(database) == 1);
            try (QueryNode standby = QueryNode.on(database.jdbcUrl(), folder)) {
                standby.register(TENANT);
                Commit before = standby.commit(TENANT, Shop.SUPERUSER, Shop.begins());
                await().atMost(PATIENCE).until(() -> stored(database) == before.lastSeq());
                assertThat(standby.get(ProjectionLeader.class).leading()).isFalse();

                leader.destroyForcibly();
                Commit after = standby.commit(TENANT, Shop.SUPERUSER, Shop.profile("p", "P", null));

                await().atMost(PATIENCE).until(() -> stored(database) == after.lastSeq());
                assertThat(standby.get(ProjectionLeader.class).leading()).isTrue();
            }
        } finally {
            leader.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static long leaders(QueryNode... nodes) {
        return List.of(nodes).stream()
                .filter(node -> node.get(ProjectionLeader.class).leading())
                .count();
    }

    private static void endTheLeadersSession(TestDatabase database) {
        JdbcClient.create(database.runtime())
                .sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .query()
                .listOfRows();
    }

    private static long holders(TestDatabase database) {
        return JdbcClient.create(database.owner())
                .sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .query(Long.class)
                .single();
    }

    private static long stored(TestDatabase database) {
        return JdbcClient.create(database.runtime())
                .sql("SELECT coalesce(max(seq), 0) FROM mandate.projection_position WHERE tenant = ?")
                .param(TENANT.value())
                .query(Long.class)
                .single();
    }
}
