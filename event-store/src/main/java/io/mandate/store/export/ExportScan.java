package io.mandate.store.export;

import io.mandate.events.problem.Counted;
import io.mandate.store.export.ExportLine.Event;
import io.mandate.store.export.ExportLine.Header;
import io.mandate.store.export.ExportLine.Journal;
import io.mandate.store.export.ExportLine.Tile;
import io.mandate.store.export.ExportLine.Trailer;
import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.verify.Finding.Log;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What is known of a file after it was read once: its ends, and where the tiles of its trees are.
final class ExportScan {
    private final TilePlaces tiles = new TilePlaces();
    private final StreamNumbers streams = new StreamNumbers();
    private final MessageDigest digest = Digests.sha256();
    private @Nullable Header header;
    private @Nullable Trailer trailer;
    private boolean inJournal;
    private long lastEvent;
    private long lastRow;
    private long events;
    private long rows;
    private long outOfStream;
    private long lines;
    private @Nullable String complaint;

    private ExportScan() {}

    static ExportScan of(Path path, LongConsumer progress) {
        ExportScan scan = new ExportScan();
        try (LineReader lines = LineReader.open(path)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                scan.take(lines.number(), lines.offset(), line);
                if (lines.number() % 1_000 == 0) {
                    progress.accept(1_000);
                }
            }
            scan.requireWhole(lines.number());
        }
        return scan;
    }

    private void take(long number, long offset, byte[] written) {
        if (trailer != null) {
            throw new BrokenExportException(number, "there is something behind the last line of the export");
        }
        ExportLine line = LineForm.read(number, written);
        if ((header == null) != line instanceof Header) {
            throw new BrokenExportException(
                    number, header == null ? "the first line of an export is missing" : "another export begins here");
        }
        switch (line) {
            case Header first -> header = first;
            case Event event -> event(number, event);
            case Journal journal -> {
                inJournal = true;
                rows++;
                lastRow = next(number, lastRow, journal.row().seq());
            }
            case Tile tile -> tiles.add(number, offset, tile);
            case Trailer last -> end(number, last);
        }
        lines = number;
        digest.update(written);
        digest.update((byte) '\n');
    }

    private void event(long number, Event line) {
        if (inJournal) {
            throw new BrokenExportException(number, "an event lies among the rows of the journal");
        }
        long seq = line.event().seq();
        events++;
        lastEvent = next(number, lastEvent, seq);
        if (outOfStream == 0
                && !streams.isNext(line.event().aggregateId(), line.event().sequence())) {
            outOfStream = seq;
        }
    }

    /// That something is missing between two rows is told where it is known what.
    private static long next(long number, long last, long seq) {
        if (seq <= last) {
            throw new BrokenExportException(number, "what belongs at " + seq + " lies behind what belongs at " + last);
        }
        return seq;
    }

    /// What does not fit here is told when it is known that no row is wrong, which would be the
    /// better place to name.
    private void end(long number, Trailer last) {
        trailer = last;
        if (!HexFormat.of().formatHex(digest.digest()).equals(last.digest())) {
            complaint = "line " + number + ": the digest does not fit to the lines before it: one of them was altered";
        }
        if (last.events() != events || last.journalRows() != rows) {
            complaint = "line " + number + ": it counts " + Counted.of(last.events(), "event") + " and "
                    + Counted.of(last.journalRows(), "row") + " of the journal, and there are " + events + " and "
                    + rows;
        }
        try {
            TenantCheckpoint signed =
                    TenantCheckpoint.parse(SignedNote.parse(last.checkpoint()).text());
            if (!fits(signed, header())) {
                complaint = "line " + number + ": its checkpoint is not of this export";
            }
        } catch (NotANoteException e) {
            throw new BrokenExportException(number, "its checkpoint is none: " + e.getMessage());
        }
    }

    private static boolean fits(TenantCheckpoint signed, Header header) {
        return signed.tenant().equals(header.tenant())
                && signed.store().equals(header.store())
                && signed.size() == header.head()
                && signed.journalSize() == header.journalHead();
    }

    private void requireWhole(long number) {
        if (trailer == null) {
            throw new BrokenExportException(
                    number,
                    header == null ? "there is nothing" : "the file ends without the last line: it was cut off");
        }
    }

    Header header() {
        if (header == null) {
            throw new IllegalStateException("a file that was read has a header");
        }
        return header;
    }

    Trailer trailer() {
        if (trailer == null) {
            throw new IllegalStateException("a file that was read has a trailer");
        }
        return trailer;
    }

    TilePlaces tiles() {
        return tiles;
    }

    long last(Log log) {
        return log == Log.EVENTS ? lastEvent : lastRow;
    }

    OptionalLong firstOutOfStream() {
        return outOfStream == 0 ? OptionalLong.empty() : OptionalLong.of(outOfStream);
    }

    /// The number of the last line.
    long lines() {
        return lines;
    }

    /// What does not fit although every line could be read.
    Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }
}
