package io.mandate.store.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a tree that is kept in tiles: the tiles that are not full yet.
///
/// A tile holds the [#WIDTH] hashes of one level of tiles that stand side by side; level 0 has the leaves, and each
/// full tile is one hash of the level above. Full tiles never change and are handed out once; the edge stays small
/// enough to be written anew with every batch.
public final class TileEdge implements Nodes {
    /// How many hashes a full tile has, which are 8 levels of the tree.
    public static final int WIDTH = 256;

    private static final int DEPTH = 8;

    private final List<Tile> open = new ArrayList<>();
    private final FullTiles full;
    private long size;

    /// Where full tiles are kept.
    public interface FullTiles {
        /// The tile there, which was handed out before.
        byte[] read(int level, long number);

        /// Keeps a tile that has just become full.
        void write(int level, long number, byte[] hashes);
    }

    private static final class Tile {
        private final byte[] hashes = new byte[WIDTH * Hash.BYTES];
        private int count;
    }

    public TileEdge(FullTiles full) {
        this.full = full;
    }

    /// Reads the form that [#written] gives; anything else is refused with [IllegalArgumentException].
    public static TileEdge read(byte[] written, long size, FullTiles full) {
        TileEdge edge = new TileEdge(full);
        int at = 0;
        long there = 0;
        for (int level = 0; at < written.length; level++) {
            Tile tile = edge.tile(level);
            tile.count = written[at] & 0xff;
            if (at + 1 + tile.count * Hash.BYTES > written.length) {
                throw new IllegalArgumentException("the edge of the tree ends too early");
            }
            System.arraycopy(written, at + 1, tile.hashes, 0, tile.count * Hash.BYTES);
            at += 1 + tile.count * Hash.BYTES;
            there += (long) tile.count << (DEPTH * level);
        }
        if (there != size) {
            throw new IllegalArgumentException("the edge of the tree is of another size");
        }
        edge.size = size;
        return edge;
    }

    /// For each level, lowest first: how many hashes (one byte), and the hashes.
    public byte[] written() {
        var bytes = new ByteArrayOutputStream();
        for (Tile tile : open) {
            bytes.write(tile.count);
            bytes.write(tile.hashes, 0, tile.count * Hash.BYTES);
        }
        return bytes.toByteArray();
    }

    public long size() {
        return size;
    }

    /// The root over all leaves.
    public Hash root() {
        return MerkleTree.root(size, this);
    }

    /// Adds the next leaf.
    public void add(Hash leaf) {
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            Tile tile = tile(level);
            hash.copyTo(tile.hashes, tile.count++);
            if (tile.count < WIDTH) {
                break;
            }
            full.write(level, size >> (DEPTH * (level + 1)), tile.hashes.clone());
            hash = fold(tile.hashes, 0, WIDTH);
            tile.count = 0;
        }
        size++;
    }

    @Override
    public Hash node(int level, long index) {
        int tileLevel = level / DEPTH;
        int above = level % DEPTH;
        long first = index << above;
        long number = first / WIDTH;
        int begin = (int) (first % WIDTH);
        return fold(hashes(tileLevel, number), begin, 1 << above);
    }

    /// The leaf at that index, from 0.
    public Hash leaf(long index) {
        return node(0, index);
    }

    private byte[] hashes(int level, long number) {
        boolean atTheEdge = number == size >> (DEPTH * (level + 1));
        return atTheEdge ? tile(level).hashes : full.read(level, number);
    }

    private Tile tile(int level) {
        while (open.size() <= level) {
            open.add(new Tile());
        }
        return open.get(level);
    }

    private static Hash fold(byte[] hashes, int from, int count) {
        if (count == 1) {
            return Hash.in(hashes, from);
        }
        int half = count / 2;
        return Hash.node(fold(hashes, from, half), fold(hashes, from + half, half));
    }
}
