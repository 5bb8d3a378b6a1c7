package io.mandate.store.merkle;

import java.util.ArrayList;
import java.util.List;

/// Checks proofs step by step as RFC 9162 writes them down, with nothing but the hashes in them. A proof that is too
/// long, too short or of another tree is simply none.
public final class ProofCheck {
    private ProofCheck() {}

    /// Whether the path proves that the tree of that size and root has this leaf at that index (section 2.1.3.2).
    public static boolean included(Hash leaf, long index, long size, Hash root, List<Hash> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                return false;
            }
            if (odd(at) || at == last) {
                hash = Hash.node(beside, hash);
                int up = odd(at) ? 0 : Long.numberOfTrailingZeros(at);
                at >>= up;
                last >>= up;
            } else {
                hash = Hash.node(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Whether the path proves that the tree of the first size and root is the beginning of the second (section
    /// 2.1.4.2). The empty tree is the beginning of every one.
    public static boolean consistent(long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> path) {
        if (first == 0 || first == second) {
            return path.isEmpty() && (first == 0 ? firstRoot.equals(Hash.EMPTY) : firstRoot.equals(secondRoot));
        }
        if (first < 0 || first > second || path.isEmpty()) {
            return false;
        }
        List<Hash> steps = new ArrayList<>(path);
        if (first == Long.highestOneBit(first)) {
            steps.addFirst(firstRoot);
        }
        int up = Long.numberOfTrailingZeros(first);
        long at = (first - 1) >> up;
        long last = (second - 1) >> up;
        Hash older = steps.getFirst();
        Hash newer = steps.getFirst();
        for (Hash beside : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            if (odd(at) || at == last) {
                older = Hash.node(beside, older);
                newer = Hash.node(beside, newer);
                int more = odd(at) || at == 0 ? 0 : Long.numberOfTrailingZeros(at);
                at >>= more;
                last >>= more;
            } else {
                newer = Hash.node(newer, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(firstRoot) && newer.equals(secondRoot);
    }

    private static boolean odd(long number) {
        return (number & 1) == 1;
    }
}
