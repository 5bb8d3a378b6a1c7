package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.verify.Finding.Kind;
import io.mandate.store.verify.Finding.Log;
import io.mandate.store.verify.ProvedLog.Ends;
import io.mandate.store.verify.ProvedLog.KeptTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a log once from its beginning to its end and compares every row with its neighbours, with the tree that is
/// kept of it, and with every checkpoint that was signed of it.
public final class LogVerification {
    private final ProvedLog log;
    private final TenantId tenant;
    private final Statements statements;
    private final LongConsumer progress;

    private LogVerification(ProvedLog log, Map<Integer, VerifierKey> keys, LongConsumer progress) {
        this.log = log;
        this.tenant = log.tenant();
        this.statements = new Statements(tenant, keys);
        this.progress = progress;
    }

    /// Verifies a log.
    ///
    /// @param keys the public keys that are trusted, by their epoch
    /// @param more notes from elsewhere, such as anchors and a checkpoint that an auditor kept
    /// @param progress is told of every thousandth row
    public static Verified verify(
            ProvedLog log, Map<Integer, VerifierKey> keys, List<Note> more, LongConsumer progress) {
        LogVerification verification = new LogVerification(log, keys, progress);
        more.forEach(verification.statements::add);
        log.notes(verification.statements::add);
        return verification.run();
    }

    private Verified run() {
        List<Said> said = statements.said();
        KeptTree eventTree = log.tree(Log.EVENTS);
        KeptTree journalTree = log.tree(Log.JOURNAL);
        List<Finding> findings = new ArrayList<>();
        TreeComparison events = new TreeComparison(eventTree, said, Log.EVENTS);
        add(findings, events(events, eventTree));
        TreeComparison journal = new TreeComparison(journalTree, said, Log.JOURNAL);
        add(findings, journal(journal, journalTree));
        findings.addAll(statements.findings());
        if (said.isEmpty() && findings.isEmpty()) {
            add(findings, unsigned(events.size(), journal.size()));
        }
        return new Verified(tenant, events.size(), events.root(), journal.size(), said.size(), findings);
    }

    /// Where nothing was signed, nothing was compared. A store signs what it recorded within a moment.
    private @Nullable Finding unsigned(long events, long journalRows) {
        return events == 0 && journalRows == 0
                ? null
                : new Finding(
                        tenant,
                        events > 0 ? Log.EVENTS : Log.JOURNAL,
                        Kind.UNSIGNED,
                        1,
                        "no signed checkpoint of it is left, neither beside it nor in the anchors; one that was just imported is"
                                + " signed when it is started first");
    }

    private @Nullable Finding events(TreeComparison tree, @Nullable KeptTree kept) {
        // Read once, for the log may grow meanwhile: a later end beside this head would look like an insertion.
        Ends ends = log.ends(Log.EVENTS);
        EventOrder order = new EventOrder();
        var first = new Object() {
            @Nullable
            Finding wrong;
        };
        log.events(ends.last(), event -> {
            tell(event.seq());
            first.wrong = order.next(event);
            if (first.wrong == null) {
                tree.add(event.leaf());
            }
            return first.wrong == null && tree.broken() == null;
        });
        Finding torn = order.whole() || first.wrong != null
                ? null
                : cutOff(Log.EVENTS, tree.size() + 1, "its commit has more events");
        return first(
                changed(tree, kept, first.wrong),
                end(tree, kept, ends.head(), Log.EVENTS),
                torn,
                changedTree(tree, Log.EVENTS),
                outOfStream());
    }

    /// What is wrong with an event, as exactly as it can be told.
    private @Nullable Finding changed(TreeComparison tree, @Nullable KeptTree kept, @Nullable Finding wrong) {
        long at = tree.firstOther();
        if (kept != null && at > 0) {
            return new Displacement(tenant, kept, log.events(at, Displacement.REACH)).at(at);
        }
        if (wrong != null) {
            return kept == null
                    ? wrong
                    : new Displacement(tenant, kept, log.events(wrong.position(), Displacement.REACH)).instead(wrong);
        }
        return notAsSaid(tree, Log.EVENTS);
    }

    private @Nullable Finding notAsSaid(TreeComparison tree, Log which) {
        Said broken = tree.broken();
        return broken == null
                ? null
                : new Finding(
                        tenant,
                        which,
                        Kind.ALTERED,
                        tree.goodUpTo() + 1,
                        "what is after " + tree.goodUpTo() + " and up to " + broken.size(which) + " is not what "
                                + broken.by() + " was signed of; the tree beside it was changed with it");
    }

    private @Nullable Finding journal(TreeComparison tree, @Nullable KeptTree kept) {
        Ends ends = log.ends(Log.JOURNAL);
        JournalOrder order = new JournalOrder(tenant);
        var first = new Object() {
            @Nullable
            Finding wrong;
        };
        log.journal(ends.last(), row -> {
            tell(row.seq());
            first.wrong = order.next(row);
            if (first.wrong == null) {
                tree.add(row.leaf());
            }
            return first.wrong == null && tree.broken() == null;
        });
        long other = tree.firstOther();
        Finding differs = other < 0
                ? null
                : new Finding(
                        tenant,
                        Log.JOURNAL,
                        Kind.ALTERED,
                        other,
                        "it is not as it was when it was taken into the tree");
        return first(
                differs,
                first.wrong,
                notAsSaid(tree, Log.JOURNAL),
                end(tree, kept, ends.head(), Log.JOURNAL),
                changedTree(tree, Log.JOURNAL));
    }

    /// Whether something is missing at the end, or there that nobody knows of.
    private @Nullable Finding end(TreeComparison tree, @Nullable KeptTree kept, long head, Log which) {
        long last = tree.size();
        Said beyond = tree.beyond();
        if (beyond != null) {
            return cutOff(which, last + 1, beyond.by() + " was signed of " + beyond.size(which));
        }
        if (kept != null && kept.size() > last) {
            return cutOff(which, last + 1, "the tree has " + kept.size());
        }
        if (head > last) {
            return cutOff(which, last + 1, "the head is at " + head);
        }
        return head < last
                ? new Finding(tenant, which, Kind.INSERTED, head + 1, "it is beyond the head, which is at " + head)
                : null;
    }

    private @Nullable Finding changedTree(TreeComparison tree, Log which) {
        String tile = tree.otherTile();
        return tile == null
                ? null
                : new Finding(
                        tenant,
                        which,
                        Kind.TREE_CHANGED,
                        tree.goodUpTo(),
                        tile + " of the tree was changed; what it is of is as it was signed");
    }

    private @Nullable Finding outOfStream() {
        OptionalLong seq = log.firstOutOfStream();
        return seq.isEmpty()
                ? null
                : new Finding(
                        tenant,
                        Log.EVENTS,
                        Kind.ALTERED,
                        seq.getAsLong(),
                        "its number in its own stream is not the next one");
    }

    private Finding cutOff(Log which, long position, String why) {
        return new Finding(tenant, which, Kind.CUT_OFF, position, "it and what followed is gone: " + why);
    }

    private void tell(long seq) {
        if (seq % 1_000 == 0) {
            progress.accept(1_000);
        }
    }

    private static @Nullable Finding first(@Nullable Finding... findings) {
        for (Finding finding : findings) {
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }

    private static void add(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    /// The keys of a store as a verifier needs them.
    public static Map<Integer, VerifierKey> trusted(io.mandate.store.proof.key.ProofKeys keys) {
        Map<Integer, VerifierKey> trusted = new java.util.TreeMap<>();
        keys.epochs().forEach(epoch -> {
            VerifierKey key = keys.verifier(epoch, "mandate");
            if (key != null) {
                trusted.put(epoch, key);
            }
        });
        return trusted;
    }
}
