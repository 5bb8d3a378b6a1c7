package io.mandate.store.follow;

import static io.mandate.store.Samples.GIL;
import static io.mandate.store.Samples.by;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class FollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static StoreNode writer;
    private static StoreNode reader;
    private static int tenants;

    private final Listener listener = new Listener();
    private TenantId tenant = Samples.ACME;
    private Subscription subscription = new Nothing();

    @BeforeAll
    static void start(@TempDir Path folder) {
        writer = StoreNode.onNewDatabase(folder);
        reader = writer.another();
    }

    @AfterAll
    static void stop() {
        reader.close();
        writer.close();
    }

    @BeforeEach
    void a_new_tenant() {
        tenant = new TenantId("tenant-" + tenants++);
        Samples.register(writer, tenant);
    }

    @AfterEach
    void unsubscribe() {
        subscription.close();
    }

    @Test
    void it_goes_on_after_the_position_it_is_given_and_finds_what_nobody_told_of() {
        commit(writer, tenant, rules(1), rules(2));
        commit(writer, tenant, rules(3));
        follow(Map.of(tenant, 2L));

        commit(writer, tenant, rules(4));

        listener.awaitPosition(tenant, 4);
        assertThat(listener.positions(tenant)).containsExactly(3L, 4L);
    }

    @Test
    void a_tenant_that_is_registered_later_is_followed_from_its_beginning() {
        follow(writer.get(EventReader.class).heads());
        TenantId late = new TenantId("late");
        Samples.register(writer, late);

        commit(writer, late, rules(1));

        listener.awaitPosition(late, 1);
    }

    @Test
    void a_listener_that_throws_gets_the_same_commits_again_and_other_tenants_go_on() {
        TenantId fine = new TenantId("fine-" + tenants);
        Samples.register(writer, fine);
        listener.refused.put(tenant, new AtomicBoolean(true));
        follow(Map.of());

        commit(writer, tenant, rules(1));
        commit(writer, fine, rules(1));

        listener.awaitPosition(fine, 1);
        await().atMost(PATIENCE)
                .until(() -> listener.failures.contains(tenant + " after 0: refused") && subscription.failing() > 0);
        assertThat(listener.positions(tenant)).isEmpty();

        listener.refused.get(tenant).set(false);
        listener.awaitPosition(tenant, 1);
        assertThat(listener.positions(tenant)).containsExactly(1L);
    }

    @Test
    void an_event_that_cannot_be_read_is_never_skipped_and_what_comes_before_it_is_delivered() {
        for (int i = 0; i < 5; i++) {
            commit(writer, tenant, rules(i));
        }
        writer.sql().sql("""
                        with head as (update mandate.tenant_head set seq = seq + 1 where tenant = ? returning *)
                        insert into mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id,
                          sequence_no, aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
                        select tenant, seq, seq, recorded_at, gen_random_uuid(), tenant || '/tenant/other', 0, 'tenant', '',
                          'FromTheFuture', '1', 'SYSTEM:mandate', '{}', '{}' from head""").param(tenant.value()).update();
        commit(writer, tenant, rules(9));
        follow(Map.of());

        listener.awaitPosition(tenant, 5);
        await().atMost(PATIENCE).until(() -> subscription.failing() == 1 && subscription.lag() == 2);
        assertThat(subscription.position(tenant)).isEqualTo(5);
        assertThatThrownBy(() -> reader.get(EventReader.class).event(tenant, 6))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("at 6 of tenant " + tenant);
    }

    @Test
    void it_is_told_that_nothing_is_missing() {
        commit(writer, tenant, rules(1));
        long before = System.nanoTime();
        follow(Map.of());

        await().atMost(PATIENCE).until(() -> listener.confirmed.getOrDefault(tenant, before) - before > 0);
        assertThat(listener.positions(tenant)).containsExactly(1L);
    }

    @Test
    void lost_connections_are_opened_again() {
        follow(Map.of());
        commit(writer, tenant, rules(1));
        listener.awaitPosition(tenant, 1);

        for (int i = 2; i < 6; i++) {
            killReadersConnections();
            commit(writer, tenant, rules(i));
            listener.awaitPosition(tenant, i);
        }

        assertThat(listener.positions(tenant)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    private static void killReadersConnections() {
        reader.pool().getHikariPoolMXBean().softEvictConnections();
        writer.sql()
                .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()"
                        + " and (query ilike '%listen %' or query ilike '%tenant_head')")
                .query(Long.class)
                .single();
    }

    @Test
    void what_several_callers_tell_of_becomes_notifications_that_name_the_tenants() throws Exception {
        try (var connection = writer.database().runtime().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("listen mandate_commit");
            CommitNotifier notifier = writer.get(CommitNotifier.class);
            for (int i = 0; i < 1_000; i++) {
                notifier.committed(new TenantId("told-" + i % 3));
            }

            List<String> told = new CopyOnWriteArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                PGNotification[] news = connection.unwrap(PGConnection.class).getNotifications(50);
                if (news != null) {
                    List.of(news).forEach(notice -> told.add(notice.getParameter()));
                }
                return String.join(",", told).contains("told-0")
                        && String.join(",", told).contains("told-1")
                        && String.join(",", told).contains("told-2");
            });
            assertThat(told).hasSizeLessThan(1_000);
        }
    }

    @Test
    void a_position_inside_of_a_commit_is_refused_and_can_be_rounded_down() {
        commit(writer, tenant, rules(1), rules(2));
        commit(writer, tenant, rules(3), rules(4), rules(5));
        EventReader events = reader.get(EventReader.class);

        assertThatThrownBy(() -> events.commits(tenant, 3, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of(0L, 1L, 2L, 3L, 4L, 5L, 9L))
                .extracting(seq -> events.boundary(tenant, seq))
                .containsExactly(0L, 0L, 2L, 2L, 2L, 5L, 5L);
        assertThat(events.commits(tenant, 0, 1)).hasSize(1);
        assertThat(events.commits(tenant, 0, 3)).hasSize(2);
        assertThat(events.commits(tenant, 5, 3)).isEmpty();
    }

    @Test
    void an_uncommitted_change_is_not_seen() {
        follow(Map.of());
        writer.inTransaction(() -> {
            Samples.append(writer, tenant, by(GIL), rules(1));
            writer.get(io.mandate.store.append.CommitWriter.class).flush();
            subscription.wake();
            assertThat(reader.get(EventReader.class).commits(tenant, 0, 10)).isEmpty();
            assertThat(listener.positions(tenant)).isEmpty();
            return true;
        });

        listener.awaitPosition(tenant, 1);
    }

    /// Whoever answers by a look that began after a commit has that commit.
    @Test
    void a_look_is_confirmed_when_all_that_was_committed_before_it_is_delivered() {
        follow(Map.of());
        for (long seq = 1; seq <= 3; seq++) {
            long expected = commit(writer, tenant, rules((int) seq)).lastSeq();
            long committed = System.nanoTime();
            await().atMost(PATIENCE).until(() -> listener.confirmed.getOrDefault(tenant, committed) - committed > 0);

            assertThat(listener.confirmations)
                    .filteredOn(look -> look.tenant().equals(tenant) && look.readAtNanos() - committed > 0)
                    .allMatch(look -> look.delivered() >= expected);
        }
    }

    private void follow(Map<TenantId, Long> start) {
        subscription = reader.get(Follower.class).follow(start, listener);
    }

    /// @param delivered how many events of the tenant had come by then
    private record Confirmation(TenantId tenant, long readAtNanos, int delivered) {}

    private static final class Listener implements CommitListener {
        private final Map<TenantId, List<Long>> positions = new ConcurrentHashMap<>();
        private final Map<TenantId, AtomicBoolean> refused = new ConcurrentHashMap<>();
        private final Map<TenantId, Long> confirmed = new ConcurrentHashMap<>();
        private final List<Confirmation> confirmations = new CopyOnWriteArrayList<>();
        private final List<String> failures = new CopyOnWriteArrayList<>();

        @Override
        public void onCommits(TenantId tenant, List<Commit> commits) {
            if (refused.containsKey(tenant) && refused.get(tenant).get()) {
                throw new IllegalStateException("refused");
            }
            commits.forEach(commit -> commit.events().stream()
                    .map(RecordedEvent::seq)
                    .forEach(positions.computeIfAbsent(tenant, _ -> new CopyOnWriteArrayList<>())::add));
        }

        @Override
        public void onFailure(TenantId tenant, long afterSeq, RuntimeException failure) {
            failures.add(tenant + " after " + afterSeq + ": " + failure.getMessage());
        }

        @Override
        public void onConfirmed(TenantId tenant, long readAtNanos) {
            confirmations.add(
                    new Confirmation(tenant, readAtNanos, positions(tenant).size()));
            confirmed.put(tenant, readAtNanos);
        }

        List<Long> positions(TenantId tenant) {
            return positions.getOrDefault(tenant, List.of());
        }

        void awaitPosition(TenantId tenant, long seq) {
            await().atMost(PATIENCE).until(() -> positions(tenant).contains(seq));
        }
    }

    private static final class Nothing implements Subscription {
        @Override
        public long position(TenantId tenant) {
            return 0;
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public int failing() {
            return 0;
        }

        @Override
        public void wake() {}

        @Override
        public void close() {}
    }
}
