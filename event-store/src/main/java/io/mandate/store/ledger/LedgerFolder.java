package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of the ledger, shared by all command nodes of a store. Each of them appends to a file
/// of its own in it, taken by a lock.
///
/// @param path absolute
record LedgerFolder(Path path) {
    private static final String BEGIN = "erasures-";
    private static final String END = ".ledger";

    /// What is in its files, in the order of their names, behind what is known of them already.
    ///
    /// @param known for the ids of files up to which byte
    List<LedgerFile> read(Map<String, Long> known) {
        return files().stream()
                .flatMap(file -> LedgerFile.read(file, known).stream())
                .toList();
    }

    /// Its files as copies, see [LedgerFile#copy].
    List<LedgerFile> copies() {
        return files().stream().map(LedgerFile::copy).toList();
    }

    /// The same files with what was appended to them since, and those that are new.
    List<LedgerFile> readOn(List<LedgerFile> files) {
        Map<String, LedgerFile> before = new HashMap<>();
        files.forEach(file -> before.put(file.begun().ledger(), file));
        Map<String, Long> ends = new HashMap<>();
        before.forEach((ledger, file) -> ends.put(ledger, file.end()));
        return read(ends).stream()
                .map(file -> {
                    @Nullable LedgerFile earlier = before.get(file.begun().ledger());
                    return earlier == null ? file : file.behind(earlier);
                })
                .toList();
    }

    /// Refused with [StartupRefusedException] where no file could be made.
    void requireWritable() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
        if (!Files.isWritable(path)) {
            throw unwritable(null);
        }
    }

    private StartupRefusedException unwritable(@Nullable IOException cause) {
        return new StartupRefusedException(
                "The folder of the erasure ledger " + path
                        + " cannot be written: make it writable or set mandate.erasures.folder to another place.",
                cause);
    }

    /// Takes a file that nobody has and in which no commit is open, or makes one. Of a commit that is
    /// open in the file of a running process nobody but that process tells how it ended.
    ///
    /// @param known for the ids of files up to which byte everything has ended
    LedgerWriter take(String lineage, Map<String, Long> known) {
        try {
            Files.createDirectories(path);
            for (Path file : files()) {
                Optional<Begun> begun =
                        LedgerFile.begun(file).filter(first -> first.lineage().equals(lineage));
                Optional<LedgerWriter> taken = begun.isEmpty()
                        ? Optional.empty()
                        : LedgerWriter.take(file, begun.get().ledger());
                if (taken.isPresent()) {
                    if (isSettled(file, known)) {
                        return taken.get();
                    }
                    taken.get().close();
                }
            }
            return create(lineage, _ -> {});
        } catch (IOException e) {
            throw new LedgerFailedException("cannot write to " + path + " (" + e + ")", e);
        }
    }

    /// Whether all commits of a file have ended; one that is broken is left to the next start.
    private static boolean isSettled(Path file, Map<String, Long> known) {
        try {
            return LedgerFile.read(file, known).filter(LedgerFile::settled).isPresent();
        } catch (StartupRefusedException _) {
            return false;
        }
    }

    /// Makes a file that begins with these lines.
    LedgerWriter create(String lineage, Consumer<LedgerWriter> lines) throws IOException {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        return LedgerWriter.create(path.resolve(BEGIN + id + END), new Begun(id, lineage), lines);
    }

    private List<Path> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> isLedger(Objects.toString(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The folder of the erasure ledger " + path + " cannot be read: check its permissions.", e);
        }
    }

    private static boolean isLedger(String name) {
        return name.startsWith(BEGIN) && name.endsWith(END);
    }
}
