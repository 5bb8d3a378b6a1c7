package io.mandate.store.append;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedTogetherTest {
    private static final String STREAM = StreamId.of(ACME, StreamId.Kind.TENANT);
    private static final String COUNT = "select count(*) from mandate.domain_event where tenant = ?";
    private static StoreNode node;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = StoreNode.onNewDatabase(folder);
        Samples.register(node, ACME);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void what_is_asked_with_the_lock_is_answered_by_what_was_committed_while_it_was_waited_for() {
        commit(node, ACME, rules(1));

        CompletableFuture<Seen> waiting = node.inTransaction(() -> {
            node.get(TenantLock.class).lock(ACME);
            CompletableFuture<Seen> other = CompletableFuture.supplyAsync(() -> seen(node));
            await().atMost(Duration.ofSeconds(20)).until(LockedTogetherTest::somebodyWaits);
            Samples.append(node, ACME, Samples.by(Samples.GIL), rules(2), rules(3));
            node.get(CommitWriter.class).flush();
            return other;
        });

        Seen seen = waiting.join();
        assertThat(seen.counted()).isEqualTo(seen.head());
        assertThat(seen.stream()).isEqualTo(seen.head());
    }

    @Test
    void a_stream_that_is_remembered_is_read_with_what_other_nodes_added() {
        IntStream.range(0, 20).forEach(i -> commit(node, ACME, rules(i)));
        assertThat(seen(node).stream()).isEqualTo(seen(node).head());

        try (StoreNode other = node.another()) {
            commit(other, ACME, rules(1), rules(2));
            assertThat(seen(other).stream()).isEqualTo(seen(other).head());
        }

        assertThat(seen(node).stream()).isEqualTo(seen(node).head());
    }

    @Test
    void what_a_transaction_rolled_back_had_appended_is_not_remembered() {
        IntStream.range(0, 20).forEach(i -> commit(node, ACME, rules(i)));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.get(TenantLock.class).tryFind(ACME, Set.of(STREAM), List.of());
                    Samples.append(node, ACME, Samples.by(Samples.GIL), rules(99));
                    read();
                    node.get(CommitWriter.class).flush();
                    read();
                    throw new IllegalStateException("gone");
                }))
                .hasMessage("gone");

        assertThat(seen(node).stream()).isEqualTo(seen(node).head());
    }

    @Test
    void something_is_said_with_the_commit_and_also_without_one() {
        List<String> said = new ArrayList<>();
        Aside aside = new Aside("select 'said'::text", List.of(), rows -> {
            rows.next();
            said.add(rows.getString(1));
        });

        node.inTransaction(() -> {
            Samples.append(node, ACME, Samples.by(Samples.GIL), rules(1));
            assertThat(node.get(CommitWriter.class).flush(List.of(aside))).isPresent();
            return true;
        });
        node.inTransaction(() -> {
            node.get(TenantLock.class).lock(ACME);
            assertThat(node.get(CommitWriter.class).flush(List.of(aside))).isEmpty();
            return true;
        });

        assertThat(said).hasSize(2);
    }

    /// @param head under the lock
    /// @param counted events of the tenant, asked in the same breath
    /// @param stream events in the only stream it has, asked in the same breath
    private record Seen(long head, long counted, long stream) {}

    private static Seen seen(StoreNode node) {
        return node.inTransaction(() -> {
            List<Long> counted = new ArrayList<>();
            Aside count = new Aside(COUNT, List.of(ACME.value()), rows -> {
                rows.next();
                counted.add(rows.getLong(1));
            });
            Head head = node.get(TenantLock.class)
                    .tryFind(ACME, Set.of(STREAM), List.of(count))
                    .orElseThrow();
            return new Seen(
                    head.seq(),
                    counted.getFirst(),
                    node.get(EventStore.class).readEvents(STREAM).asStream().count());
        });
    }

    private static void read() {
        assertThat(node.get(EventStore.class).readEvents(STREAM).asStream()).isNotEmpty();
    }

    private static boolean somebodyWaits() {
        return node.owner()
                .sql("select exists (select from pg_locks l join pg_stat_activity a using (pid)"
                        + " where not l.granted and a.datname = current_database())")
                .query(Boolean.class)
                .single();
    }
}
