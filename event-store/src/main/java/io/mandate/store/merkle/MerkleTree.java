package io.mandate.store.merkle;

import java.util.ArrayList;
import java.util.List;

/// Roots and proofs of a tree at any size it once had, made from the hashes of complete subtrees: for a tree of n
/// leaves each takes about log2(n) of them.
public final class MerkleTree {
    private MerkleTree() {}

    /// The root of the first `size` leaves.
    public static Hash root(long size, Nodes nodes) {
        return size == 0 ? Hash.EMPTY : over(0, size, nodes);
    }

    /// The path that proves that the leaf is in the tree of that size (RFC 9162, section 2.1.3.1), lowest first.
    ///
    /// @param index of the leaf, from 0
    public static List<Hash> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no leaf " + index + " among " + size);
        }
        List<Hash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + half(to - from);
            if (index < middle) {
                path.add(over(middle, to, nodes));
                to = middle;
            } else {
                path.add(over(from, middle, nodes));
                from = middle;
            }
        }
        return List.copyOf(path.reversed());
    }

    /// The path that proves that the tree of size `first` is the beginning of the tree of size `second` (RFC 9162,
    /// section 2.1.4.1); empty where either is trivially so.
    public static List<Hash> consistency(long first, long second, Nodes nodes) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of " + first + " leaves is no beginning of one of " + second);
        }
        if (first == 0) {
            return List.of();
        }
        List<Hash> path = new ArrayList<>();
        boolean known = true;
        long from = 0;
        long to = second;
        while (to != first) {
            long middle = from + half(to - from);
            if (first <= middle) {
                path.add(over(middle, to, nodes));
                to = middle;
            } else {
                path.add(over(from, middle, nodes));
                from = middle;
                known = false;
            }
        }
        if (!known) {
            path.add(over(from, to, nodes));
        }
        return List.copyOf(path.reversed());
    }

    private static Hash over(long from, long to, Nodes nodes) {
        long leaves = to - from;
        int level = Long.numberOfTrailingZeros(leaves);
        if (leaves == 1L << level) {
            return nodes.node(level, from >> level);
        }
        long middle = from + half(leaves);
        return Hash.node(over(from, middle, nodes), over(middle, to, nodes));
    }

    /// The largest power of two that is smaller.
    private static long half(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
