package io.mandate.store.verify;

import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.MerkleTree;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.verify.Finding.Log;
import io.mandate.store.verify.ProvedLog.KeptTree;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the tree anew from leaves, one after the other, and compares it on the way with the one that is kept and
/// with the roots that were signed.
final class TreeComparison {
    private final @Nullable KeptTree kept;
    private final List<Said> said;
    private final Log log;
    private final TileEdge tree;
    private final Above above = new Above();
    private int next;
    private long goodUpTo;
    private long firstOther = -1;
    private @Nullable String otherTile;
    private @Nullable Said broken;

    TreeComparison(@Nullable KeptTree kept, List<Said> said, Log log) {
        this.kept = kept;
        this.said = said.stream()
                .sorted(java.util.Comparator.comparingLong(one -> one.size(log)))
                .toList();
        this.log = log;
        this.tree = new TileEdge(above);
    }

    /// Compares full tiles above the leaves; the leaves are compared one by one.
    private final class Above implements TileEdge.FullTiles {
        @Override
        public byte[] read(int level, long number) {
            throw new IllegalStateException("roots are taken at the edge only");
        }

        @Override
        public void write(int level, long number, byte[] hashes) {
            if (kept != null && level > 0 && otherTile == null && !Arrays.equals(hashes, kept.tile(level, number))) {
                otherTile = "tile " + number + " of level " + level;
            }
        }
    }

    void add(Hash leaf) {
        long index = tree.size();
        tree.add(leaf);
        if (kept != null && firstOther < 0 && index < kept.size() && !leaf.equals(kept.leaf(index))) {
            firstOther = index + 1;
        }
        if (kept != null && otherTile == null && tree.size() == kept.size() && !edgeIsSame(kept)) {
            otherTile = "the edge";
        }
        checkRoots();
    }

    /// Other leaves at the edge are told one by one.
    private boolean edgeIsSame(KeptTree other) {
        return firstOther > 0 || Arrays.equals(other.edge(), tree.written());
    }

    /// Compares with what was said of this size.
    private void checkRoots() {
        while (broken == null && next < said.size() && said.get(next).size(log) <= tree.size()) {
            Said one = said.get(next);
            if (one.size(log) == tree.size() && !one.root(log).equals(root())) {
                broken = one;
                return;
            }
            goodUpTo = one.size(log);
            if (firstOther > 0 && firstOther <= goodUpTo) {
                otherTile = otherTile == null ? "the leaf at " + firstOther : otherTile;
                firstOther = -1;
            }
            next++;
        }
    }

    /// The root over all leaves so far.
    Hash root() {
        return MerkleTree.root(tree.size(), tree);
    }

    long size() {
        return tree.size();
    }

    /// The statement that is not true of these leaves; null: none so far.
    @Nullable
    Said broken() {
        return broken;
    }

    /// The last size of which a statement is true.
    long goodUpTo() {
        return goodUpTo;
    }

    /// The first place after [#goodUpTo] where the kept tree has another leaf; -1: none.
    long firstOther() {
        return firstOther;
    }

    /// What of the kept tree is wrong although the leaves are as they were signed; null: nothing.
    @Nullable
    String otherTile() {
        return otherTile;
    }

    /// The largest statement that reaches beyond the leaves; null: none.
    @Nullable
    Said beyond() {
        Said largest = said.isEmpty() ? null : said.getLast();
        return largest != null && largest.size(log) > tree.size() ? largest : null;
    }
}
