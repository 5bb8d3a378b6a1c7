package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.MerkleTree;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.key.ProofKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes new rows of a tenant into its trees and signs what came of it, in one transaction of the caller.
final class TreeGrowth {
    private static final int PAGE = 1_000;
    static final int BATCH = 20_000;

    private final JdbcClient database;
    private final LogRows rows;
    private final ProofKeys keys;
    private final String store;
    private final AnchorFolder anchors;
    private final int batch;

    /// @param batch about how many rows of each kind are taken in at once
    TreeGrowth(JdbcClient database, ProofKeys keys, String store, AnchorFolder anchors, int batch) {
        this.database = database;
        this.rows = new LogRows(database);
        this.keys = keys;
        this.store = store;
        this.anchors = anchors;
        this.batch = batch;
    }

    /// What became of a tenant's trees.
    ///
    /// @param checkpoint what they are now; null where nothing may be signed of them yet
    /// @param more whether something is left to take in
    record Grown(@Nullable TenantCheckpoint checkpoint, boolean more) {}

    /// Takes in what there is, at most a batch of each kind and always whole commits.
    ///
    /// Nothing is signed that does not continue what was signed or anchored last: who can write into
    /// the database cannot make this program vouch for it, not while it runs either.
    ///
    /// @param head the last position, and so the end of a commit
    /// @param journalHead the last row of the journal
    /// @param signed what this process signed last; null: nothing yet, and what was anchored counts
    Grown grow(TenantId tenant, long head, long journalHead, @Nullable TenantCheckpoint signed) {
        TenantTrees trees = TenantTrees.read(database, tenant);
        // A root is of all that the tree has: the same one is the same tree, which needs no second look.
        boolean same = trees.checkpoint(store).equals(signed);
        Optional<TenantCheckpoint> before =
                same ? Optional.empty() : Optional.ofNullable(signed).or(() -> anchor(tenant));
        before.ifPresent(last -> requireContinuity(trees, last, false));
        Instant recordedAt = takeEvents(trees, head);
        takeJournal(trees, journalHead);
        TenantTrees grown = trees.with(recordedAt, "");
        boolean more = grown.events().size() < head || grown.journal().size() < journalHead;
        before.ifPresent(last -> requireContinuity(grown, last, !more));
        // Until they reach so far nobody can tell whether they are what was signed.
        boolean reached = before.isEmpty() || reaches(grown, before.get());
        TenantCheckpoint checkpoint = reached ? grown.checkpoint(store) : null;
        grown.with(recordedAt, checkpoint == null ? "" : signed(checkpoint)).write(database);
        return new Grown(checkpoint, more);
    }

    private String signed(TenantCheckpoint checkpoint) {
        return SignedNote.sign(checkpoint.text(), checkpoint.origin(), keys.signing())
                .toString();
    }

    private static boolean reaches(TenantTrees trees, TenantCheckpoint last) {
        return trees.events().size() >= last.size() && trees.journal().size() >= last.journalSize();
    }

    private Optional<TenantCheckpoint> anchor(TenantId tenant) {
        return anchors.last(tenant).or(() -> lastAnchored(tenant)).map(note -> TenantCheckpoint.parse(note.text()));
    }

    /// @param whole whether the trees have all there is: then nothing that was anchored may reach
    ///     further
    private static void requireContinuity(TenantTrees trees, TenantCheckpoint last, boolean whole) {
        requireSame("events", trees.events(), last.size(), last.root(), whole);
        requireSame("journal", trees.journal(), last.journalSize(), last.journalRoot(), whole);
    }

    private static void requireSame(String what, TileEdge tree, long size, Hash root, boolean whole) {
        // A smaller tree may be one that is being made again after a crash: it is looked at when it has grown.
        if (whole && size > tree.size()) {
            throw new BrokenTreeException("its " + what + " end at " + tree.size() + ", before the anchor at " + size);
        }
        if (size <= tree.size() && !MerkleTree.root(size, tree).equals(root)) {
            throw new BrokenTreeException("the tree of its " + what + " does not continue the one signed at " + size);
        }
    }

    private Optional<SignedNote> lastAnchored(TenantId tenant) {
        return database.sql("""
                        select note from mandate.proof_checkpoint where tenant = ?
                        order by size desc, journal_size desc limit 1""")
                .param(tenant.value())
                .query(String.class)
                .optional()
                .map(SignedNote::parse);
    }

    private @Nullable Instant takeEvents(TenantTrees trees, long head) {
        TileEdge tree = trees.events();
        Instant recordedAt = trees.recordedAt();
        long end = tree.size() + batch;
        boolean whole = true;
        while (tree.size() < head && (tree.size() < end || !whole)) {
            List<LoggedEvent> page = rows.events(trees.tenant(), tree.size(), head, PAGE);
            for (LoggedEvent event : page) {
                requireNext("event", tree.size(), event.seq());
                tree.add(event.leaf());
                recordedAt = event.recordedAt();
                whole = event.endsCommit();
                if (whole && tree.size() >= end) {
                    return recordedAt;
                }
            }
            if (page.isEmpty()) {
                requireNext("event", tree.size(), 0);
            }
        }
        if (!whole) {
            throw new BrokenTreeException("the event at " + tree.size() + " does not end its commit");
        }
        return recordedAt;
    }

    private void takeJournal(TenantTrees trees, long head) {
        TileEdge tree = trees.journal();
        long end = Math.min(head, tree.size() + batch);
        while (tree.size() < end) {
            List<LoggedJournalRow> page = rows.journal(trees.tenant(), tree.size(), end, PAGE);
            for (LoggedJournalRow row : page) {
                requireNext("row of the journal", tree.size(), row.seq());
                tree.add(row.leaf());
            }
            if (page.isEmpty()) {
                requireNext("row of the journal", tree.size(), 0);
            }
        }
    }

    private static void requireNext(String what, long size, long seq) {
        if (seq != size + 1) {
            throw new BrokenTreeException("there is no " + what + " at " + (size + 1));
        }
    }
}
