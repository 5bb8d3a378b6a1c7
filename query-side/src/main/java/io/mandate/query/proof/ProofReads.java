package io.mandate.query.proof;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Permission;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.proof.Proofs;
import io.mandate.store.proof.Proofs.SignedTree;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Who may ask for proofs, the note in the access journal that he did, and the tree to answer from.
@Component
class ProofReads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LiveIndex live;
    private final EventReader reader;
    private final StoreId store;
    private final Proofs proofs;
    private final AccessJournal journal;

    ProofReads(LiveIndex live, EventReader reader, StoreId store, Proofs proofs, AccessJournal journal) {
        this.live = live;
        this.reader = reader;
        this.store = store;
        this.proofs = proofs;
        this.journal = journal;
    }

    /// Refused with NOT_PERMITTED unless the caller may read the audit trail, all of it: a log has no records that a
    /// scope could pick from.
    void require(Caller caller) {
        require(caller, Permission.VIEW_TRAIL);
    }

    /// Refused with NOT_PERMITTED unless the caller may also take all of it away.
    void requireExport(Caller caller) {
        require(caller, Permission.EXPORT_TRAIL);
    }

    private void require(Caller caller, Permission permission) {
        permission.requireWhole(live.atHead(caller.tenant()), caller.actor().id());
    }

    /// Notes the read before it is answered.
    void note(Caller caller, RequestFacts facts, JournalEntry.Kind kind, String what, Map<String, String> asked) {
        journal.record(
                JournalEntry.looked(caller.tenant(), kind, caller.actor(), caller.token(), what, asked, facts.ip()));
    }

    /// The newest signed tree, as far as the caller must see; 503 where it was not so far within 2 s.
    SignedTree tree(TenantId tenant, MinPosition atLeast) {
        return tree(
                tenant,
                atLeast.position().map(position -> seq(tenant, position)).orElse(1L));
    }

    /// The newest signed tree, at least up to a position that exists; 503 where it was not so far within 2 s.
    SignedTree tree(TenantId tenant, long atLeast) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<SignedTree> tree = proofs.newest(tenant);
        while (tree.isEmpty() || tree.get().size() < atLeast) {
            long size = tree.map(SignedTree::size).orElse(0L);
            if (System.nanoTime() >= deadline || !slept()) {
                throw new UnavailableException(
                        "What you ask for is not signed yet; ask again in a moment.",
                        Map.of("position", store.position(size).toString()));
            }
            tree = proofs.newest(tenant);
        }
        return tree.get();
    }

    /// A place in the log, as a position or as a number of events. Refused with POSITION_UNKNOWN if it is of another
    /// store or beyond the head.
    long seq(TenantId tenant, String name, String written) {
        if (written.matches("[1-9][0-9]{0,17}")) {
            return seq(tenant, store.position(Long.parseLong(written)));
        }
        long seq = seq(tenant, Position.parse(name, written));
        if (seq == 0) {
            throw new InvalidValueException(name, "must be 1 or more, or a position of an event");
        }
        return seq;
    }

    private long seq(TenantId tenant, Position position) {
        boolean ours = position.store().equals(store.value());
        long head = reader.head(tenant).map(Head::seq).orElse(0L);
        if (!ours || position.seq() > head) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", store.position(head)));
        }
        return position.seq();
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
