package io.mandate.store.follow;

import static io.mandate.store.follow.WriterProcess.TENANTS;
import static io.mandate.store.follow.WriterProcess.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.RecordedEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes write as wildly as they can while others read. A reader that goes by `global_index`
/// loses events in the same run, so that the run is hard enough to show what the Follower is for.
class FollowerUnderFireTest {
    @Test
    void every_commit_of_every_tenant_arrives_whole_in_order_and_once(@TempDir Path folder) throws Exception {
        try (StoreNode reader = StoreNode.onNewDatabase(folder);
                var byGlobalIndex = new ReaderByGlobalIndex(reader)) {
            for (int i = 0; i < TENANTS; i++) {
                Samples.register(reader, tenant(i));
            }
            var fromTheBeginning = new Received();
            var fromTheMiddle = new Received();
            try (Subscription first = reader.get(Follower.class).follow(Map.of(), fromTheBeginning)) {
                List<Process> writers = List.of(writer(reader, folder, 1), writer(reader, folder, 2));
                await().atMost(Duration.ofMinutes(3)).until(() -> first.position(tenant(0)) > 20);
                try (Subscription second = reader.get(Follower.class).follow(Map.of(), fromTheMiddle)) {
                    for (Process writer : writers) {
                        assertThat(writer.waitFor()).isZero();
                    }
                    Map<TenantId, Long> heads = reader.get(EventReader.class).heads();
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> first.lag() == 0
                                    && second.lag() == 0
                                    && heads.entrySet().stream()
                                            .allMatch(head -> first.position(head.getKey()) == head.getValue()
                                                    && second.position(head.getKey()) == head.getValue()));
                    fromTheBeginning.assertExactly(heads);
                    fromTheMiddle.assertExactly(heads);
                    assertThat(reader.get(EventReader.class).heads()).isEqualTo(heads);
                    long written =
                            heads.values().stream().mapToLong(Long::longValue).sum();
                    assertThat(byGlobalIndex.seen()).isLessThan(written);
                }
            }
        }
    }

    private static Process writer(StoreNode node, Path folder, int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        node.database().name(),
                        Integer.toString(node.database().port()),
                        folder.toString(),
                        Integer.toString(seed))
                .inheritIO()
                .start();
    }

    /// What a subscriber was given.
    private static final class Received implements CommitListener {
        private final Map<TenantId, List<Long>> positions = new ConcurrentHashMap<>();
        private final List<String> wrong = new ArrayList<>();

        @Override
        public synchronized void onCommits(TenantId tenant, List<Commit> commits) {
            for (Commit commit : commits) {
                for (RecordedEvent event : commit.events()) {
                    positions.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(event.seq());
                    int size = ((DecisionRulesAdopted) event.event()).to();
                    if (size != commit.events().size() || event.commitSeq() != commit.lastSeq()) {
                        wrong.add(tenant + " " + event.seq() + ": " + size + " events were written together");
                    }
                }
            }
        }

        synchronized void assertExactly(Map<TenantId, Long> heads) {
            assertThat(wrong).isEmpty();
            heads.forEach((tenant, head) -> assertThat(positions.get(tenant))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, head).boxed().toList()));
        }
    }

    /// Reads everything behind the highest `global_index` that it has seen, again and again.
    private static final class ReaderByGlobalIndex implements AutoCloseable {
        private final Set<Long> seen = new HashSet<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread;

        ReaderByGlobalIndex(StoreNode node) {
            this.thread = Thread.ofPlatform().start(() -> {
                try (var connection = node.database().runtime().getConnection();
                        var statement = connection.prepareStatement(
                                "select global_index from mandate.domain_event where global_index > ? order by 1")) {
                    long last = 0;
                    while (!ended.get()) {
                        statement.setLong(1, last);
                        try (var rows = statement.executeQuery()) {
                            while (rows.next()) {
                                last = rows.getLong(1);
                                seen.add(last);
                            }
                        }
                        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        long seen() throws InterruptedException {
            ended.set(true);
            thread.join();
            return seen.size();
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
