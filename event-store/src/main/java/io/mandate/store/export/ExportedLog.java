package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.export.ExportLine.Event;
import io.mandate.store.export.ExportLine.Journal;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.verify.Finding.Log;
import io.mandate.store.verify.Note;
import io.mandate.store.verify.ProvedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// The log in a file, as a verifier reads it: from the front to the back, as often as it needs to.
final class ExportedLog implements ProvedLog {
    private final Path path;
    private final ExportScan scan;

    ExportedLog(Path path, ExportScan scan) {
        this.path = path;
        this.scan = scan;
    }

    @Override
    public TenantId tenant() {
        return scan.header().tenant();
    }

    @Override
    public void notes(Consumer<Note> take) {
        take.accept(new Note("the checkpoint of the export", scan.trailer().checkpoint()));
    }

    @Override
    public KeptTree tree(Log log) {
        return new ExportedTree(path, scan, log);
    }

    @Override
    public Ends ends(Log log) {
        long head = log == Log.EVENTS ? scan.header().head() : scan.header().journalHead();
        return new Ends(head, scan.last(log));
    }

    @Override
    public void events(long last, Predicate<LoggedEvent> take) {
        lines((_, line) -> !(line instanceof Journal)
                && (!(line instanceof Event event) || event.event().seq() > last || take.test(event.event())));
    }

    @Override
    public List<LoggedEvent> events(long from, int limit) {
        List<LoggedEvent> found = new ArrayList<>();
        events(Long.MAX_VALUE, event -> {
            if (event.seq() >= from) {
                found.add(event);
            }
            return found.size() < limit;
        });
        return found;
    }

    @Override
    public void journal(long last, Predicate<LoggedJournalRow> take) {
        lines((_, line) ->
                !(line instanceof Journal journal) || journal.row().seq() > last || take.test(journal.row()));
    }

    @Override
    public OptionalLong firstOutOfStream() {
        return scan.firstOutOfStream();
    }

    /// The line where a row is, or where it should be.
    long line(Log log, long position) {
        var found = new Object() {
            long line = scan.lines();
        };
        LongPredicate here = seq -> seq >= position;
        lines((number, line) -> {
            boolean there = switch (line) {
                case Event event -> log == Log.EVENTS && here.test(event.event().seq());
                case Journal journal ->
                    log == Log.EVENTS || here.test(journal.row().seq());
                default -> false;
            };
            if (there) {
                found.line = number;
            }
            return !there;
        });
        return found.line;
    }

    private interface Lines {
        /// Whether more is wanted.
        boolean take(long number, ExportLine line);
    }

    private void lines(Lines take) {
        try (LineReader lines = LineReader.open(path)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (!take.take(lines.number(), LineForm.read(lines.number(), line))) {
                    return;
                }
            }
        }
    }
}
