package io.mandate.store.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.store.Samples;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.anchor.AnchorFailedException;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.anchor.AnchorSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchoringTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId BETA = new TenantId("beta");

    private final Set<TenantId> refused = new HashSet<>();
    private final List<String> outside = new ArrayList<>();
    private ProofNode node;
    private AnchorFolder folder;
    private Anchoring anchoring;

    @BeforeEach
    void start(@TempDir Path path) {
        node = ProofNode.onNewDatabase(path);
        List.of(ACME, BETA).forEach(tenant -> {
            Samples.register(node.node, tenant);
            node.events(tenant, 1);
            node.anchor(tenant);
        });
        List.of(ACME, BETA).forEach(tenant -> node.events(tenant, 1));
        node.startKeeping();
        List.of(ACME, BETA).forEach(node::awaitHead);
        folder = new AnchorFolder(path.resolve("second"));
        AnchorSink hook = (tenant, note) -> {
            if (refused.contains(tenant)) {
                throw new AnchorFailedException("no room for " + tenant, null);
            }
            outside.add(note.toString());
        };
        anchoring = new Anchoring(folder, List.of(folder, hook), Duration.ofHours(1), 1);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void it_is_told_who_waits_and_when_any_tenant_was_anchored_last() {
        Instant first = anchoredAt(ACME);
        Instant second = anchoredAt(BETA);
        assertThat(second).isAfter(first);
        assertThat(standing()).isEqualTo(new AnchorStanding(0, 0, 2, 0, 8, Optional.of(second), Optional.of(first)));

        refused.add(ACME);
        anchoring.due(node.node.sql(), true);
        assertThat(standing())
                .isEqualTo(new AnchorStanding(0, 1, 1, 0, 4, Optional.of(anchoredAt(BETA)), Optional.of(first)));
        refused.clear();
        node.stopKeeping();
        Optional<Instant> last = Optional.of(anchoredAt(ACME));
        assertThat(standing()).isEqualTo(new AnchorStanding(0, 2, 0, 0, 0, last, Optional.empty()));

        node.events(BETA, 2);
        assertThat(standing()).isEqualTo(new AnchorStanding(5, 2, 0, 0, 0, last, Optional.empty()));
        node.tamper("update mandate.proof_tree set anchored_at = null, anchored_size = 0 where tenant = 'beta'");
        assertThat(standing()).isEqualTo(new AnchorStanding(5, 1, 0, 1, 8, last, Optional.empty()));
    }

    private AnchorStanding standing() {
        return AnchorStanding.read(node.node.sql());
    }

    private Instant anchoredAt(TenantId tenant) {
        return node.node
                .sql()
                .sql("select anchored_at from mandate.proof_tree where tenant = ?")
                .param(tenant.value())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void a_note_that_one_sink_refuses_keeps_no_other_tenant_back_and_is_given_to_no_sink_twice() {
        refused.add(ACME);
        anchoring.due(node.node.sql(), true);
        anchoring.due(node.node.sql(), true);

        assertThat(anchoring.failure()).contains("no room for acme");
        assertThat(outside).hasSize(1).first().asString().contains("/beta\n");
        assertThat(unanchored()).containsExactly("acme");
        assertThat(notes(ACME)).hasSize(1);
        String first = notes(ACME).getFirst();

        refused.clear();
        node.events(ACME, 1);
        node.awaitHead(ACME);
        anchoring.due(node.node.sql(), true);

        assertThat(anchoring.failure()).isEmpty();
        assertThat(outside).last().isEqualTo(first);
        assertThat(notes(ACME)).containsExactly(first);
        anchoring.due(node.node.sql(), true);
        assertThat(outside).last().isEqualTo(notes(ACME).getLast());
        assertThat(notes(ACME)).hasSize(2);
        assertThat(unanchored()).isEmpty();
    }

    @Test
    void a_note_that_failed_a_moment_ago_waits_for_its_turn() {
        refused.add(ACME);
        anchoring.due(node.node.sql(), false);
        refused.clear();
        anchoring.due(node.node.sql(), false);
        assertThat(unanchored()).containsExactly("acme");
        anchoring.due(node.node.sql(), true);
        assertThat(unanchored()).isEmpty();
    }

    @Test
    void a_note_that_is_none_is_told_of_and_keeps_no_other_tenant_back() {
        node.stopKeeping();
        node.events(ACME, 1);
        node.events(BETA, 1);
        node.startKeeping();
        node.awaitHead(ACME);
        node.awaitHead(BETA);
        node.tamper("update mandate.proof_tree set note = 'nonsense' where tenant = 'acme'");

        anchoring.due(node.node.sql(), true);

        assertThat(anchoring.failure())
                .hasValueSatisfying(why -> assertThat(why).contains("is no note", "mandate verify"));
        assertThat(unanchored()).containsExactly("acme");
        assertThat(notes(BETA)).hasSize(1);
    }

    @Test
    void a_sink_that_takes_its_time_keeps_no_signing_back() throws InterruptedException {
        node.stopKeeping();
        node.events(ACME, 1);
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (TreeKeeper keeper = keeper((_, _) -> {
            asked.countDown();
            awaited(goOn);
        })) {
            try {
                keeper.start();
                assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
                node.events(BETA, 1);
                node.awaitHead(BETA);
                assertThat(unanchored()).contains("acme", "beta");
            } finally {
                goOn.countDown();
            }
        }
    }

    @Test
    void a_sink_that_breaks_down_is_asked_again() throws InterruptedException {
        node.stopKeeping();
        node.events(ACME, 1);
        var tries = new AtomicInteger();
        var taken = new CountDownLatch(1);
        try (TreeKeeper keeper = keeper((_, _) -> {
            if (tries.incrementAndGet() == 1) {
                throw new StackOverflowError("once");
            }
            taken.countDown();
        })) {
            keeper.start();
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private TreeKeeper keeper(AnchorSink sink) {
        Anchoring all = new Anchoring(folder, List.of(sink), Duration.ofHours(1), 1);
        return new TreeKeeper(node.node.pool(), node.keys(), node.store(), all);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AnchorFailedException("interrupted", e);
        }
    }

    private List<String> unanchored() {
        return node.node
                .sql()
                .sql("select tenant from mandate.proof_tree where size > anchored_size order by tenant")
                .query(String.class)
                .list();
    }

    private List<String> notes(TenantId tenant) {
        List<String> notes = new ArrayList<>();
        folder.forEach(tenant, (@Nullable SignedNote note) -> {
            if (note != null) {
                notes.add(note.toString());
            }
        });
        return notes;
    }
}
