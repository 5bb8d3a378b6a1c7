package io.mandate.store.export;

import io.mandate.store.export.ExportLine.Tile;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.verify.Finding.Log;
import io.mandate.store.verify.ProvedLog.KeptTree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A tree in a file. The tile that was read last is kept, because leaves are asked for one after
/// the other.
final class ExportedTree implements KeptTree {
    private final Path path;
    private final ExportScan scan;
    private final Log log;
    private long number = -1;
    private byte @Nullable [] tile;

    ExportedTree(Path path, ExportScan scan, Log log) {
        this.path = path;
        this.scan = scan;
        this.log = log;
    }

    @Override
    public long size() {
        return log == Log.EVENTS ? scan.trailer().events() : scan.trailer().journalRows();
    }

    @Override
    public byte[] edge() {
        return (log == Log.EVENTS ? scan.trailer().eventEdge() : scan.trailer().journalEdge()).clone();
    }

    @Override
    public @Nullable Hash leaf(long index) {
        if (index >= size()) {
            return null;
        }
        long at = index / TileEdge.WIDTH;
        int place = (int) (index % TileEdge.WIDTH);
        if (at == size() / TileEdge.WIDTH) {
            return atTheEdge(place);
        }
        if (at != number) {
            tile = tile(0, at);
            number = at;
        }
        return tile == null ? null : Hash.in(tile, place);
    }

    /// The edge begins with the leaves: one byte with their count, and they themselves.
    private @Nullable Hash atTheEdge(int place) {
        byte[] edge = edge();
        int from = 1 + place * Hash.BYTES;
        return edge.length == 0 || place >= (edge[0] & 0xff) || from + Hash.BYTES > edge.length
                ? null
                : Hash.of(java.util.Arrays.copyOfRange(edge, from, from + Hash.BYTES));
    }

    @Override
    public byte @Nullable [] tile(int level, long place) {
        long offset = scan.tiles().offset(log, level, place);
        if (offset < 0) {
            return null;
        }
        try (LineReader lines = LineReader.at(path, offset)) {
            byte[] line = lines.next();
            return line != null && LineForm.read(1, line) instanceof Tile found ? found.hashes() : null;
        }
    }
}
