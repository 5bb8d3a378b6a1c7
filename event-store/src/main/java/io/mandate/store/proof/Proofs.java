package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.MerkleTree;
import io.mandate.store.merkle.ProofCheck;
import io.mandate.store.note.SignedNote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Proofs of what is in a tenant's log. All are of one checkpoint, and are checked before they are given out.
@Component
public final class Proofs {
    private static final int PAGE = 500;

    private final JdbcClient database;
    private final LogRows rows;

    Proofs(DataSource database) {
        this.database = JdbcClient.create(database);
        this.rows = new LogRows(this.database);
    }

    /// That an event is in the log.
    ///
    /// @param path the hashes beside the way from the leaf up to the root
    public record Inclusion(LoggedEvent event, List<Hash> path) {}

    /// That a log continues an earlier one.
    public record Consistency(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {}

    /// The trees of a tenant as its newest checkpoint has them; empty before there is one.
    public Optional<SignedTree> newest(TenantId tenant) {
        TenantTrees trees = TenantTrees.read(database, tenant);
        return trees.note().isEmpty() ? Optional.empty() : Optional.of(new SignedTree(trees));
    }

    /// What was signed, and proofs in it.
    public final class SignedTree {
        private final TenantTrees trees;

        private SignedTree(TenantTrees trees) {
            this.trees = trees;
        }

        public SignedNote note() {
            return SignedNote.parse(trees.note());
        }

        /// The last position in it.
        public long size() {
            return trees.events().size();
        }

        /// How many bytes payload and metadata of these events have, without reading them.
        public long bytes(Collection<Long> seqs) {
            return rows.bytes(trees.tenant(), seqs);
        }

        /// Proves that this event is in it, from 1 to [#size].
        public Inclusion inclusion(long seq) {
            return inclusions(List.of(seq)).getFirst();
        }

        /// Proves that these events are in it, in their order; they are read in pages.
        public List<Inclusion> inclusions(Collection<Long> seqs) {
            List<Long> sorted = seqs.stream().sorted().distinct().toList();
            List<Inclusion> proofs = new ArrayList<>(sorted.size());
            for (int from = 0; from < sorted.size(); from += PAGE) {
                List<Long> page = sorted.subList(from, Math.min(from + PAGE, sorted.size()));
                Iterator<LoggedEvent> events = rows.events(trees.tenant(), page).iterator();
                for (long seq : page) {
                    LoggedEvent event = events.hasNext() ? events.next() : null;
                    if (event == null || event.seq() != seq) {
                        throw new BrokenTreeException("there is no event at " + seq);
                    }
                    proofs.add(proved(event));
                }
            }
            return proofs;
        }

        private Inclusion proved(LoggedEvent event) {
            long seq = event.seq();
            List<Hash> path = MerkleTree.inclusion(seq - 1, size(), trees.events());
            if (!ProofCheck.included(
                    event.leaf(), seq - 1, size(), trees.events().root(), path)) {
                throw new BrokenTreeException("the event at " + seq + " is not the one that is in the tree");
            }
            return new Inclusion(event, path);
        }

        /// Proves that it was of this size once and has only grown, from 0 to [#size].
        public Consistency consistency(long from, long to) {
            return new Consistency(
                    from,
                    MerkleTree.root(from, trees.events()),
                    to,
                    MerkleTree.root(to, trees.events()),
                    MerkleTree.consistency(from, to, trees.events()));
        }
    }
}
