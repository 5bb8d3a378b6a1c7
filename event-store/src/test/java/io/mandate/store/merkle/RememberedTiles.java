package io.mandate.store.merkle;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Full tiles in memory; none may be written twice.
final class RememberedTiles implements TileEdge.FullTiles {
    private final Map<String, byte[]> tiles = new HashMap<>();

    @Override
    public byte[] read(int level, long number) {
        return Objects.requireNonNull(tiles.get(level + "/" + number), level + "/" + number);
    }

    @Override
    public void write(int level, long number, byte[] hashes) {
        if (tiles.put(level + "/" + number, hashes) != null) {
            throw new IllegalStateException("tile " + level + "/" + number + " was written twice");
        }
    }

    int count() {
        return tiles.size();
    }
}
