package io.mandate.store.merkle;

import java.util.ArrayList;
import java.util.List;

/// The definitions of RFC 9162, section 2.1, word by word over a list of all leaves: slow, and easy to believe.
final class NaiveTree {
    private final List<Hash> leaves = new ArrayList<>();

    void add(Hash leaf) {
        leaves.add(leaf);
    }

    Hash root(int size) {
        return size == 0 ? Hash.EMPTY : mth(leaves.subList(0, size));
    }

    List<Hash> inclusion(int index, int size) {
        return path(index, leaves.subList(0, size));
    }

    List<Hash> consistency(int first, int second) {
        return first == 0 ? List.of() : subproof(first, leaves.subList(0, second), true);
    }

    private static Hash mth(List<Hash> d) {
        int k = k(d.size());
        return d.size() == 1 ? d.getFirst() : Hash.node(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    private static List<Hash> path(int m, List<Hash> d) {
        int n = d.size();
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        return m < k
                ? plus(path(m, d.subList(0, k)), mth(d.subList(k, n)))
                : plus(path(m - k, d.subList(k, n)), mth(d.subList(0, k)));
    }

    private static List<Hash> subproof(int m, List<Hash> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = k(n);
        return m <= k
                ? plus(subproof(m, d.subList(0, k), b), mth(d.subList(k, n)))
                : plus(subproof(m - k, d.subList(k, n), false), mth(d.subList(0, k)));
    }

    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Hash> plus(List<Hash> list, Hash one) {
        List<Hash> all = new ArrayList<>(list);
        all.add(one);
        return all;
    }
}
