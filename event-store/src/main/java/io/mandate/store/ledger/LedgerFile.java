package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.ledger.LedgerLine.Cut;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import io.mandate.store.startup.StartupRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file of the ledger as it was read.
///
/// @param begun its first line
/// @param entries the others, without what was cut off
/// @param end the byte behind the last whole line
record LedgerFile(Path path, Begun begun, List<Entry> entries, long end) {
    LedgerFile {
        entries = List.copyOf(entries);
    }

    /// @param at the byte at which the line begins
    record Entry(long at, LedgerLine line) {}

    /// Reads a file; empty where not even its first line was written whole. One that is broken is
    /// refused with [StartupRefusedException], which names the line.
    static Optional<LedgerFile> read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The erasure ledger " + path + " cannot be read: check its permissions.", e);
        }
        List<Entry> entries = new ArrayList<>();
        @Nullable Broken broken = null;
        int number = 0;
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            number++;
            LedgerLine line = LedgerText.read(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
            if (line instanceof Cut) {
                if (broken == null && !entries.isEmpty()) {
                    entries.removeLast();
                }
                broken = null;
            } else {
                refuse(path, broken);
                if (line == null) {
                    broken = new Broken(number);
                } else {
                    entries.add(new Entry(begin, line));
                }
            }
            begin = i + 1;
        }
        refuse(path, broken);
        return of(path, entries, begin);
    }

    /// Whether it is known of every commit in it how it ended.
    boolean isSettled() {
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

    /// The first line of a file, if it is whole.
    static Optional<Begun> begun(Path path) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(path)) {
            String first = text.readLine();
            return first != null && LedgerText.read(first) instanceof Begun begun
                    ? Optional.of(begun)
                    : Optional.empty();
        }
    }

    private record Broken(int line) {}

    private static Optional<LedgerFile> of(Path path, List<Entry> entries, long end) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (!(entries.removeFirst().line() instanceof Begun begun)) {
            throw broken(path, 1);
        }
        return Optional.of(new LedgerFile(path, begun, entries, end));
    }

    private static void refuse(Path path, @Nullable Broken broken) {
        if (broken != null) {
            throw broken(path, broken.line());
        }
    }

    private static StartupRefusedException broken(Path path, int line) {
        return new StartupRefusedException("The erasure ledger " + path + " is broken at line " + line
                + ": put it back from a copy, or take the file away and start once with --mandate.erasures.lost=true.");
    }
}
