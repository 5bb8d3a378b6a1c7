package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import io.mandate.store.startup.StartupRefusedException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A file of the ledger as it was read.
///
/// @param begun its first line
/// @param entries those that were asked for, without what was cut off
/// @param end the byte behind the last whole line
record LedgerFile(Path path, Begun begun, List<Entry> entries, long end) {
    private static final int BUFFER = 1 << 16;

    LedgerFile {
        entries = List.copyOf(entries);
    }

    /// @param at the byte at which the line begins
    record Entry(long at, LedgerLine line) {}

    /// Reads a file with all its entries; empty where not even its first line was written whole.
    /// One that is broken is refused with [StartupRefusedException], which names the line.
    static Optional<LedgerFile> read(Path path) {
        return read(path, Map.of());
    }

    /// The same, with the entries behind what was taken into account before: what comes before them
    /// is not looked at again, but for how many lines it is. No more is in memory than these entries.
    ///
    /// @param known for the ids of files up to which byte
    static Optional<LedgerFile> read(Path path, Map<String, Long> known) {
        LedgerReading reading = new LedgerReading(path, known, LedgerReading.OWN);
        boolean _ = readAll(path, reading);
        return reading.end();
    }

    /// The copy of a file, all of it. Where it ends within a line nobody knows how much is missing, so that
    /// it is refused as well.
    static LedgerFile copy(Path path) {
        LedgerReading reading = new LedgerReading(path, Map.of(), LedgerReading.COPY);
        if (!readAll(path, reading)) {
            throw new StartupRefusedException("The erasure ledger " + path + " ends within a line: copy it again. If it"
                    + " ends so where it is kept, because its process died, add a line end and the line {\"cut\":true}"
                    + " to the copy.");
        }
        return reading.end()
                .orElseThrow(() -> new StartupRefusedException(
                        "The erasure ledger " + path + " is empty: copy it again from where it is kept."));
    }

    /// Reads all lines; whether the last one is whole.
    private static boolean readAll(Path path, LedgerReading reading) {
        try (InputStream file = Files.newInputStream(path)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] bytes = new byte[BUFFER];
            for (int read = file.read(bytes); read >= 0; read = file.read(bytes)) {
                int begin = 0;
                for (int i = 0; i < read; i++) {
                    if (bytes[i] == '\n') {
                        line.write(bytes, begin, i - begin);
                        reading.line(line);
                        line.reset();
                        begin = i + 1;
                    }
                }
                line.write(bytes, begin, read - begin);
            }
            return line.size() == 0;
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The erasure ledger " + path + " cannot be read: check its permissions.", e);
        }
    }

    /// Whether it is known of every commit in the entries how it ended.
    boolean settled() {
        Set<UUID> open = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.line() instanceof Intended intended) {
                open.add(intended.commit());
            } else if (entry.line() instanceof Ended ended) {
                open.remove(ended.commit());
            }
        }
        return open.isEmpty();
    }

    /// The same file with the entries before those that were read now.
    LedgerFile behind(LedgerFile earlier) {
        List<Entry> all = new ArrayList<>(earlier.entries);
        all.addAll(entries);
        return new LedgerFile(path, begun, all, end);
    }

    /// The first line of a file, if it is whole.
    static Optional<Begun> begun(Path path) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(path)) {
            String first = text.readLine();
            return first != null && LedgerText.read(first.getBytes(StandardCharsets.UTF_8)) instanceof Begun begun
                    ? Optional.of(begun)
                    : Optional.empty();
        }
    }
}
