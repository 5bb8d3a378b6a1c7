package io.mandate.store.follow;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseRestartTest {
    @Test
    void a_follower_goes_on_where_it_was_when_the_database_is_back(@TempDir Path folder) throws Exception {
        int port = freePort();
        List<Long> received = new CopyOnWriteArrayList<>();
        EmbeddedPostgres postgres = start(folder, port);
        makeRoles(postgres);
        TestDatabase database = new TestDatabase("kept", port);
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        try (StoreNode node = StoreNode.on(database, folder)) {
            Samples.register(node, ACME);
            commit(node, ACME, rules(1));
            try (Subscription subscription = node.get(Follower.class)
                    .follow(Map.of(), (_, commits) -> commits.forEach(commit -> received.add(commit.lastSeq())))) {
                await().atMost(Duration.ofSeconds(60)).until(() -> received.contains(1L));

                postgres.close();
                postgres = start(folder, port);
                await().atMost(Duration.ofSeconds(90))
                        .ignoreExceptions()
                        .until(() -> commit(node, ACME, rules(2)).lastSeq() > 1);
                long head = node.get(EventReader.class).head(ACME).orElseThrow().seq();

                await().atMost(Duration.ofSeconds(90)).until(() -> subscription.position(ACME) == head);
                assertThat(received).startsWith(1L, 2L).doesNotHaveDuplicates();
            }
        } finally {
            postgres.close();
        }
    }

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static void makeRoles(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String role : List.of(TestDatabase.OWNER, TestDatabase.RUNTIME)) {
                statement.execute("create role " + role + " login password '" + TestDatabase.PASSWORD + "'");
            }
            statement.execute("create database kept owner " + TestDatabase.OWNER);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
