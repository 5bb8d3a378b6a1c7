package io.mandate.store.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.store.Samples;
import io.mandate.store.merkle.Frontier;
import io.mandate.store.merkle.ProofCheck;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.Proofs.Consistency;
import io.mandate.store.proof.Proofs.Inclusion;
import io.mandate.store.proof.Proofs.SignedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeKeeperTest {
    private static final TenantId TENANT = new TenantId("acme");

    private ProofNode node;

    @BeforeEach
    void start(@TempDir Path folder) {
        node = ProofNode.onNewDatabase(folder);
        Samples.register(node.node, TENANT);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void the_checkpoint_is_signed_and_over_exactly_what_is_stored() {
        node.events(TENANT, 300);
        node.looked(TENANT, 5);
        node.startKeeping();
        node.awaitHead(TENANT);

        SignedTree tree = tree();
        TenantCheckpoint checkpoint = TenantCheckpoint.parse(tree.note().text());
        assertThat(tree.note().signedBy(node.verifier(TENANT))).isTrue();
        assertThat(checkpoint.size()).isEqualTo(303);
        assertThat(checkpoint.root()).isEqualTo(rootOfRows());
        assertThat(checkpoint.journalSize()).isEqualTo(5);
        Frontier journal = new Frontier();
        rows().journal(TENANT, 0, 5, 10).forEach(row -> journal.add(row.leaf()));
        assertThat(checkpoint.journalRoot()).isEqualTo(journal.root());
        assertThat(checkpoint.recordedAt())
                .isEqualTo(rows().events(TENANT, 302, 303, 1).getFirst().recordedAt());
    }

    @Test
    void every_event_is_proved_to_be_in_it_and_every_size_to_be_its_beginning() {
        node.events(TENANT, 260);
        node.anchor(TENANT);
        SignedTree tree = tree();
        TenantCheckpoint checkpoint = TenantCheckpoint.parse(tree.note().text());
        for (long seq = 1; seq <= tree.size(); seq += 13) {
            Inclusion proof = tree.inclusion(seq);
            assertThat(ProofCheck.included(
                            proof.event().leaf(), seq - 1, checkpoint.size(), checkpoint.root(), proof.path()))
                    .isTrue();
            Consistency grown = tree.consistency(seq, tree.size());
            assertThat(ProofCheck.consistent(seq, grown.fromRoot(), tree.size(), checkpoint.root(), grown.path()))
                    .isTrue();
        }
    }

    @Test
    void it_goes_on_after_a_restart_and_made_anew_it_is_the_same() {
        node.events(TENANT, 250);
        node.anchor(TENANT);
        node.events(TENANT, 300);
        node.anchor(TENANT);
        TenantCheckpoint grown = TenantCheckpoint.parse(tree().note().text());
        assertThat(grown.root()).isEqualTo(rootOfRows());

        node.tamper("delete from mandate.proof_tree");
        node.tamper("delete from mandate.proof_tile");
        node.anchor(TENANT);

        assertThat(TenantCheckpoint.parse(tree().note().text())).isEqualTo(grown);
    }

    @Test
    void each_anchor_is_in_the_folder_in_order_and_is_never_written_again() {
        node.events(TENANT, 3);
        node.anchor(TENANT);
        node.anchor(TENANT);
        node.events(TENANT, 1);
        node.anchor(TENANT);
        List<SignedNote> anchors = anchors();
        assertThat(anchors)
                .extracting(note -> TenantCheckpoint.parse(note.text()).size())
                .containsExactly(6L, 10L);
        assertThat(anchors).allMatch(note -> note.signedBy(node.verifier(TENANT)));
    }

    @Test
    void one_of_two_nodes_keeps_the_trees_and_the_other_takes_over() {
        try (ProofNode other = node.another()) {
            TreeKeeper first = node.startKeeping();
            await().atMost(Duration.ofSeconds(20)).until(first::leading);
            TreeKeeper second = other.startKeeping();
            node.events(TENANT, 5);
            node.awaitHead(TENANT);
            assertThat(second.leading()).isFalse();
            node.stopKeeping();
            node.events(TENANT, 5);
            other.awaitHead(TENANT);
            assertThat(second.leading()).isTrue();
            assertThat(TenantCheckpoint.parse(tree().note().text()).root()).isEqualTo(rootOfRows());
        }
    }

    @Test
    void a_tree_that_does_not_continue_what_was_anchored_is_not_signed() {
        node.events(TENANT, 260);
        node.anchor(TENANT);
        String before = tree().note().toString();
        node.tamper("update mandate.proof_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)");
        node.tamper("update mandate.proof_tree set size = 0, edge = ''");
        node.tamper("delete from mandate.proof_tile");
        node.tamper("update mandate.domain_event set actor = 'USER:eve' where seq = 100");
        node.events(TENANT, 1);

        TreeKeeper keeper = node.startKeeping();
        await().atMost(Duration.ofSeconds(20)).until(() -> !keeper.broken().isEmpty());

        assertThat(keeper.broken().get(TENANT)).contains("does not continue the one signed at 263");
        assertThat(node.node
                        .sql()
                        .sql("select note from mandate.proof_tree")
                        .query(String.class)
                        .single())
                .isEqualTo(before);
    }

    @Test
    void a_tree_that_is_altered_while_it_is_kept_is_not_signed() {
        TreeKeeper keeper = node.startKeeping();
        node.events(TENANT, 260);
        node.awaitHead(TENANT);
        String before = tree().note().toString();
        node.tamper("""
                with altered as (update mandate.domain_event set actor = 'USER:eve' where seq = 100),
                  emptied as (delete from mandate.proof_tile)
                update mandate.proof_tree set size = 0, edge = ''""");
        node.events(TENANT, 1);

        await().atMost(Duration.ofSeconds(20)).until(() -> !keeper.broken().isEmpty());

        assertThat(keeper.broken().get(TENANT)).contains("the tree of its events does not continue");
        assertThat(tree().note().toString()).isEqualTo(before);
    }

    @Test
    void a_tree_that_is_made_anew_is_not_signed_before_it_reaches_what_was_signed() {
        node.events(TENANT, 260);
        node.anchor(TENANT);
        TenantCheckpoint anchored = TenantCheckpoint.parse(tree().note().text());
        TreeGrowth growth =
                new TreeGrowth(node.node.sql(), node.keys(), node.store().value(), node.anchors, 100);
        node.tamper("delete from mandate.proof_tree");
        node.tamper("delete from mandate.proof_tile");

        assertThat(growth.grow(TENANT, 263, 0, null)).isEqualTo(new TreeGrowth.Grown(null, true));
        assertThat(new Proofs(node.node.pool()).newest(TENANT)).isEmpty();
        assertThat(growth.grow(TENANT, 263, 0, null).checkpoint()).isNull();
        assertThat(growth.grow(TENANT, 263, 0, null)).isEqualTo(new TreeGrowth.Grown(anchored, false));
        assertThat(TenantCheckpoint.parse(tree().note().text())).isEqualTo(anchored);
    }

    @Test
    void a_log_that_ends_before_what_was_anchored_is_not_signed_until_the_anchor_is_moved() throws IOException {
        node.events(TENANT, 260);
        node.anchor(TENANT);
        node.tamper("delete from mandate.domain_event where seq > 200");
        node.tamper("update mandate.tenant_head set seq = 200");
        node.tamper("delete from mandate.proof_tree");
        node.tamper("delete from mandate.proof_checkpoint");
        node.tamper("delete from mandate.proof_tile");

        TreeKeeper keeper = node.startKeeping();
        await().atMost(Duration.ofSeconds(20)).until(() -> !keeper.broken().isEmpty());
        assertThat(keeper.broken()).containsEntry(TENANT, "its events end at 200, before the anchor at 263");
        assertThat(new Proofs(node.node.pool()).newest(TENANT)).isEmpty();
        node.stopKeeping();

        Files.delete(node.anchors.folder().resolve(TENANT + ".notes"));
        node.startKeeping();
        node.awaitHead(TENANT);
        assertThat(TenantCheckpoint.parse(tree().note().text()).size()).isEqualTo(200);
    }

    @Test
    void a_gap_puts_a_tenant_aside_and_the_others_go_on() {
        TenantId other = new TenantId("other");
        Samples.register(node.node, other);
        node.events(TENANT, 5);
        node.tamper("delete from mandate.domain_event where tenant = 'acme' and seq = 3");
        node.events(other, 5);
        TreeKeeper keeper = node.startKeeping();
        node.awaitHead(other);
        assertThat(keeper.broken()).containsEntry(TENANT, "there is no event at 3");
    }

    private SignedTree tree() {
        return new Proofs(node.node.pool()).newest(TENANT).orElseThrow();
    }

    private io.mandate.store.merkle.Hash rootOfRows() {
        Frontier frontier = new Frontier();
        rows().events(TENANT, 0, Long.MAX_VALUE, 10_000).forEach(event -> frontier.add(event.leaf()));
        return frontier.root();
    }

    private LogRows rows() {
        return new LogRows(node.node.sql());
    }

    private List<SignedNote> anchors() {
        List<SignedNote> notes = new ArrayList<>();
        node.anchors.forEach(TENANT, notes::add);
        return notes;
    }
}
