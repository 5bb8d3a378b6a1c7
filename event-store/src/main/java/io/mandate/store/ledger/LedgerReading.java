package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerFile.Entry;
import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.ledger.LedgerLine.Cut;
import io.mandate.store.startup.StartupRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is kept of a file of the ledger while its lines are read. A line counts once the next one
/// does not say that it was cut off. What was taken into account before is counted and passed over.
final class LedgerReading {
    /// The way out where a store's own ledger is broken.
    static final String OWN =
            "put it back from a copy, or take the file away and start once with --mandate.erasures.lost=true";
    /// The way out where a copy is.
    static final String COPY = "copy it again from where it is kept";

    private final Path path;
    private final Map<String, Long> known;
    private final String wayOut;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Begun begun;
    private @Nullable Entry last;
    private long from;
    private long end;
    private long number;
    private boolean broken;

    /// @param known for the ids of files up to which byte they are passed over
    /// @param wayOut what to do about a broken one
    LedgerReading(Path path, Map<String, Long> known, String wayOut) {
        this.path = path;
        this.known = known;
        this.wayOut = wayOut;
    }

    /// @param bytes without the line end
    void line(ByteArrayOutputStream bytes) {
        number++;
        int length = bytes.size() + 1;
        if (end + length <= from) {
            end += length;
            return;
        }
        if (end < from) {
            throw broken(number); // what was taken into account ended with a line
        }
        @Nullable LedgerLine line = LedgerText.read(bytes.toByteArray());
        if (line instanceof Cut) {
            last = null;
            broken = false;
        } else {
            settle();
            broken = line == null;
            last = line == null ? null : new Entry(end, line);
            if (begun == null && line instanceof Begun first) {
                // Where something of it is known, its first line is whole.
                from = known.getOrDefault(first.ledger(), 0L);
            }
        }
        end += length;
    }

    /// All there was; empty where not even the first line was whole.
    Optional<LedgerFile> end() {
        number++;
        settle();
        return begun == null ? Optional.empty() : Optional.of(new LedgerFile(path, begun, entries, end));
    }

    /// Nothing says any more that the line before was cut off.
    private void settle() {
        if (broken) {
            throw broken(number - 1);
        }
        if (last == null) {
            return;
        }
        if (begun == null) {
            if (!(last.line() instanceof Begun first)) {
                throw broken(1);
            }
            begun = first;
            return;
        }
        entries.add(last);
    }

    private StartupRefusedException broken(long line) {
        return new StartupRefusedException(
                "The erasure ledger " + path + " is broken at line " + line + ": " + wayOut + ".");
    }
}
