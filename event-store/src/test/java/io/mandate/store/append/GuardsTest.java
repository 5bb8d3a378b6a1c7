package io.mandate.store.append;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.GIL;
import static io.mandate.store.Samples.by;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.follow.EventReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class GuardsTest {
    private static final TenantId OTHER = new TenantId("other");
    private static final String STREAM = StreamId.of(ACME, StreamId.Kind.TENANT);
    private static StoreNode node;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = StoreNode.onNewDatabase(folder);
        Samples.register(node, ACME);
        Samples.register(node, OTHER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_append_without_the_lock_is_refused() {
        assertRefused(() -> store().publish(message(STREAM, nextIn(STREAM), by(GIL))), "under the tenant's lock only");
    }

    @Test
    void an_append_outside_of_a_transaction_is_refused() {
        assertThatThrownBy(() -> store().publish(message(STREAM, nextIn(STREAM), by(GIL))))
                .isInstanceOf(UnguardedAppendException.class);
        assertThatThrownBy(() -> node.get(TenantLock.class).lock(ACME)).isInstanceOf(UnguardedAppendException.class);
    }

    @Test
    void an_append_without_an_actor_is_refused() {
        assertRefused(
                () -> {
                    lock(ACME);
                    store().publish(message(STREAM, nextIn(STREAM), null));
                },
                "without an actor");
    }

    @Test
    void an_append_to_another_tenant_than_the_locked_one_is_refused() {
        assertRefused(
                () -> {
                    lock(OTHER);
                    store().publish(message(STREAM, nextIn(STREAM), by(GIL)));
                },
                "not of the locked tenant");
    }

    @Test
    void an_event_that_belongs_to_no_stream_is_refused() {
        assertRefused(
                () -> {
                    lock(ACME);
                    store().publish(new GenericEventMessage<>(rules(1)));
                },
                "only events of aggregates");
    }

    @Test
    void a_second_tenant_in_one_transaction_is_refused() {
        assertRefused(
                () -> {
                    lock(ACME);
                    lock(OTHER);
                },
                "holds tenant acme already");
    }

    @Test
    void a_commit_with_something_left_in_the_buffer_is_rolled_back() {
        assertRefused(() -> Samples.append(node, ACME, by(GIL), rules(1)), "appended and not flushed");
    }

    @Test
    void an_append_after_the_flush_is_refused() {
        assertRefused(
                () -> {
                    Samples.append(node, ACME, by(GIL), rules(1));
                    node.get(CommitWriter.class).flush();
                    Samples.append(node, ACME, by(GIL), rules(2));
                },
                "one transaction is one commit");
    }

    @Test
    void an_aggregate_is_read_with_what_this_transaction_appended_and_no_other_sees_it() {
        commit(node, ACME, rules(1));
        long stored = nextIn(STREAM);

        Commit commit = node.inTransaction(() -> {
            lock(ACME);
            store().publish(message(STREAM, stored, by(GIL)));
            assertThat(read(STREAM)).hasSize((int) stored + 1);
            assertThat(read(STREAM).getLast().getSequenceNumber()).isEqualTo(stored);
            assertThat(store().lastSequenceNumberFor(STREAM)).contains(stored);
            assertThat(CompletableFuture.supplyAsync(() -> read(STREAM)).join()).hasSize((int) stored);
            return node.get(CommitWriter.class).flush().orElseThrow();
        });

        assertThat(commit.events()).hasSize(1);
        assertThat(read(STREAM)).hasSize((int) stored + 1);
        assertThat(read(STREAM).getLast().getMetaData().get("mandate")).isNotNull();
    }

    @Test
    void the_same_place_in_a_stream_is_given_once() {
        long taken = nextIn(STREAM);
        commit(node, ACME, rules(1));

        assertThatThrownBy(() -> node.inTransaction(() -> {
                    lock(ACME);
                    store().publish(message(STREAM, taken, by(GIL)));
                    return node.get(CommitWriter.class).flush().orElseThrow();
                }))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
    }

    @Test
    void a_tenant_is_made_once_and_its_maker_holds_it() {
        TenantId made = new TenantId("made");
        node.inTransaction(() -> {
            assertThat(node.get(TenantRegistry.class).create(made)).isTrue();
            assertThat(lock(made).seq()).isZero();
            return true;
        });

        assertThat(node.inTransaction(() -> node.get(TenantRegistry.class).create(made)))
                .isFalse();
        assertThat(node.get(TenantRegistry.class).exists(made)).isTrue();
        assertThat(node.get(TenantRegistry.class).all()).contains(ACME, OTHER, made);
        assertThat(node.inTransaction(() -> node.get(TenantLock.class).tryFind(new TenantId("nobody"))))
                .isEmpty();
    }

    @Test
    void a_connection_that_is_killed_before_its_commit_leaves_nothing_and_blocks_nobody() {
        long head = head(ACME);

        assertThatThrownBy(() -> node.inTransaction(() -> {
                    Samples.append(node, ACME, by(GIL), rules(1), rules(2));
                    node.get(CommitWriter.class).flush();
                    int backend = JdbcClient.create(node.pool())
                            .sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single();
                    kill(backend);
                    return true;
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(head(ACME)).isEqualTo(head);
        assertThat(commit(node, ACME, rules(3)).firstSeq()).isEqualTo(head + 1);
    }

    @Test
    void a_transaction_that_hangs_is_ended_and_gives_the_lock_back() throws Exception {
        var url = node.database().jdbcUrl();
        try (var hanging = java.sql.DriverManager.getConnection(url, "mandate_runtime", "test-only");
                var statement = hanging.createStatement()) {
            hanging.setAutoCommit(false);
            statement.execute("set idle_in_transaction_session_timeout = '300ms'");
            statement.execute("select seq from mandate.tenant_head where tenant = 'acme' for update");

            Commit commit = CompletableFuture.supplyAsync(() -> commit(node, ACME, rules(9)))
                    .get(10, TimeUnit.SECONDS);

            assertThat(commit.events()).hasSize(1);
        }
    }

    private static void kill(int backend) {
        // A role may end its own sessions.
        try (var other = java.sql.DriverManager.getConnection(
                        node.database().jdbcUrl(), "mandate_runtime", "test-only");
                var statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(Runnable work, String why) {
        long before = head(ACME);
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    work.run();
                    return true;
                }))
                .isInstanceOf(UnguardedAppendException.class)
                .hasMessageContaining(why);
        assertThat(head(ACME)).isEqualTo(before);
    }

    private static Head lock(TenantId tenant) {
        return node.get(TenantLock.class).lock(tenant);
    }

    private static long head(TenantId tenant) {
        return node.get(EventReader.class).head(tenant).orElseThrow().seq();
    }

    private static EventStore store() {
        return node.get(EventStore.class);
    }

    private static List<? extends DomainEventMessage<?>> read(String stream) {
        return store().readEvents(stream).asStream().toList();
    }

    private static long nextIn(String stream) {
        return store().lastSequenceNumberFor(stream).map(last -> last + 1).orElse(0L);
    }

    private static DomainEventMessage<?> message(String stream, long sequence, Object metadata) {
        Map<String, Object> entries = metadata == null ? Map.of() : Map.of("mandate", Objects.requireNonNull(metadata));
        return new GenericDomainEventMessage<>("tenant", stream, sequence, rules(1), MetaData.from(entries));
    }
}
