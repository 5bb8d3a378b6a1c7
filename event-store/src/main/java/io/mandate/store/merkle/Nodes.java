package io.mandate.store.merkle;

/// Where the hashes of complete subtrees are found.
@FunctionalInterface
public interface Nodes {
    /// The hash over the `2^level` leaves from leaf `index * 2^level` on. Asked only for subtrees that are complete.
    Hash node(int level, long index);
}
