package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.verify.ProvedLog.KeptTree;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A tree in the store. The tile that was read last is kept, because leaves are asked for one after the other.
final class StoredTree implements KeptTree {
    private final JdbcClient database;
    private final TenantId tenant;
    private final String log;
    private final long size;
    private final byte[] edge;
    private final @Nullable TileEdge open;
    private long number = -1;
    private byte @Nullable [] tile;

    StoredTree(JdbcClient database, TenantId tenant, String log, long size, byte[] edge) {
        this.database = database;
        this.tenant = tenant;
        this.log = log;
        this.size = size;
        this.edge = edge;
        this.open = open(edge, size);
    }

    private static @Nullable TileEdge open(byte[] edge, long size) {
        try {
            return TileEdge.read(edge, size, new NoTiles());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Only the edge is read by way of it.
    private record NoTiles() implements TileEdge.FullTiles {
        @Override
        public byte[] read(int level, long place) {
            throw new IllegalStateException("full tiles are read by number");
        }

        @Override
        public void write(int level, long place, byte[] hashes) {
            throw new IllegalStateException("nothing is written here");
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] edge() {
        return edge.clone();
    }

    @Override
    public @Nullable Hash leaf(long index) {
        if (index >= size) {
            return null;
        }
        long at = index / TileEdge.WIDTH;
        if (at == size / TileEdge.WIDTH) {
            return open == null ? null : open.leaf(index);
        }
        if (at != number) {
            tile = tile(0, at);
            number = at;
        }
        return tile == null ? null : Hash.in(tile, (int) (index % TileEdge.WIDTH));
    }

    @Override
    public byte @Nullable [] tile(int level, long place) {
        return database.sql(
                        "select hashes from mandate.proof_tile where tenant = ? and log = ? and level = ? and number = ?")
                .params(tenant.value(), log, level, place)
                .query(byte[].class)
                .optional()
                .orElse(null);
    }
}
