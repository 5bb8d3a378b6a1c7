package io.mandate.store.merkle;

import org.jspecify.annotations.Nullable;

/// A tree that grows leaf by leaf and remembers only what its root needs: at most one hash for each level.
public final class Frontier {
    private final @Nullable Hash[] complete = new Hash[Long.SIZE];
    private long size;

    /// Adds the next leaf.
    public void add(Hash leaf) {
        Hash hash = leaf;
        int level = 0;
        for (long left = size; (left & 1) == 1; left >>= 1) {
            hash = Hash.node(at(level), hash);
            level++;
        }
        complete[level] = hash;
        size++;
    }

    /// How many leaves were added.
    public long size() {
        return size;
    }

    /// The root over all leaves added so far.
    public Hash root() {
        @Nullable Hash root = null;
        for (int level = 0; level < Long.SIZE - 1; level++) {
            if ((size >> level & 1) == 1) {
                root = root == null ? at(level) : Hash.node(at(level), root);
            }
        }
        return root == null ? Hash.EMPTY : root;
    }

    private Hash at(int level) {
        Hash hash = complete[level];
        if (hash == null) {
            throw new IllegalStateException("the tree has no subtree at level " + level);
        }
        return hash;
    }
}
