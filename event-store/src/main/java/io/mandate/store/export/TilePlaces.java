package io.mandate.store.export;

import io.mandate.store.export.ExportLine.Tile;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.verify.Finding.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Where in a file its tiles begin: 8 bytes for every 256 rows.
final class TilePlaces {
    private final Map<Log, List<Places>> levels = new EnumMap<>(Log.class);

    private static final class Places {
        private long[] offsets = new long[16];
        private int size;

        void add(long offset) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * size);
            }
            offsets[size++] = offset;
        }
    }

    void add(long line, long offset, Tile tile) {
        List<Places> all = levels.computeIfAbsent(tile.log(), _ -> new ArrayList<>());
        if (tile.hashes().length != TileEdge.WIDTH * Hash.BYTES || tile.level() > all.size()) {
            throw new BrokenExportException(line, "it is no tile of a tree");
        }
        if (tile.level() == all.size()) {
            all.add(new Places());
        }
        Places level = all.get(tile.level());
        if (tile.number() != level.size) {
            throw new BrokenExportException(
                    line,
                    "tile " + level.size + " of level " + tile.level() + " is missing, and " + tile.number()
                            + " is here");
        }
        level.add(offset);
    }

    /// Where the line of that tile begins; -1 where there is none.
    long offset(Log log, int level, long number) {
        List<Places> all = levels.getOrDefault(log, List.of());
        return level < all.size() && number < all.get(level).size ? all.get(level).offsets[(int) number] : -1;
    }
}
