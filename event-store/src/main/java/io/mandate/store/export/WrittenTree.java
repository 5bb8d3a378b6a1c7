package io.mandate.store.export;

import io.mandate.store.export.ExportLine.Tile;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.verify.Finding.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The tree over what is written, which goes into the file tile by tile, and is compared on the way
/// with every checkpoint that was signed before.
final class WrittenTree {
    private final Log log;
    private final LineWriter lines;
    private final List<TenantCheckpoint> known;
    private final List<Tile> full = new ArrayList<>();
    private final TileEdge tree;
    private int next;

    WrittenTree(Log log, LineWriter lines, List<TenantCheckpoint> known) {
        this.log = log;
        this.lines = lines;
        this.known = known.stream().sorted(Comparator.comparingLong(this::size)).toList();
        this.tree = new TileEdge(new TileEdge.FullTiles() {
            @Override
            public byte[] read(int level, long number) {
                throw new IllegalStateException("roots are taken at the edge only");
            }

            @Override
            public void write(int level, long number, byte[] hashes) {
                full.add(new Tile(WrittenTree.this.log, level, number, hashes));
            }
        });
    }

    void add(Hash leaf) throws IOException {
        tree.add(leaf);
        for (Tile tile : full) {
            lines.write(tile);
        }
        full.clear();
        compare();
    }

    private void compare() {
        while (next < known.size() && size(known.get(next)) <= tree.size()) {
            TenantCheckpoint one = known.get(next++);
            if (size(one) == tree.size() && size(one) > 0) {
                require(root(one).equals(root()));
            }
        }
    }

    /// Nothing that was signed reaches further than what there was.
    void end() {
        compare();
        require(next == known.size());
    }

    /// What must hold, or nothing is signed of it.
    void require(boolean holds) {
        if (!holds) {
            throw new NotContinuedException(log, tree.size());
        }
    }

    long size() {
        return tree.size();
    }

    Hash root() {
        return tree.root();
    }

    byte[] edge() {
        return tree.written();
    }

    private long size(TenantCheckpoint checkpoint) {
        return log == Log.EVENTS ? checkpoint.size() : checkpoint.journalSize();
    }

    private Hash root(TenantCheckpoint checkpoint) {
        return log == Log.EVENTS ? checkpoint.root() : checkpoint.journalRoot();
    }
}
