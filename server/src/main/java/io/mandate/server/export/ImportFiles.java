package io.mandate.server.export;

import io.mandate.server.proof.TrustedNotes;
import io.mandate.store.envelope.TransportKey;
import io.mandate.store.export.BrokenExportException;
import io.mandate.store.export.ExportFile;
import io.mandate.store.export.ExportFile.Checked;
import io.mandate.store.export.KeysFile;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of an import, read and verified to their last line before a store is touched.
///
/// @param secret what opens the files of keys; empty: there are none
/// @param sealedKeys the file of keys of the only export; null: beside each export, with the ending
///     `.keys`
/// @param keys the public keys that are trusted; empty: those that each file itself names
public record ImportFiles(
        Optional<TransportKey.Secret> secret,
        @Nullable Path sealedKeys,
        Optional<Map<Integer, VerifierKey>> keys,
        TrustedNotes trusted) {
    private static final String LOG = ".ndjson";
    private static final String KEYS = ".keys";

    /// Files, and those that lie in folders, in the order of their names.
    public static List<Path> in(List<Path> given) {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                files.addAll(inside.filter(file -> file.toString().endsWith(LOG))
                        .sorted()
                        .toList());
            } catch (IOException e) {
                throw new StartupRefusedException("cannot read " + path, e);
            }
        }
        return files;
    }

    /// Reads and verifies one; refused with [StartupRefusedException], which names file and line.
    public Source read(Path path, LongConsumer progress) {
        try {
            ExportFile file = ExportFile.open(path, progress);
            Map<Integer, VerifierKey> believed = keys.orElseGet(file::ownKeys);
            Checked checked = file.verify(believed, trusted.of(file.tenant()), progress);
            if (!checked.good()) {
                throw refused(path, checked.complaints().getFirst());
            }
            return new Source(file, secret.map(opening -> keysOf(path, file, opening)), believed);
        } catch (BrokenExportException e) {
            throw refused(path, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new StartupRefusedException(path + " cannot be read", e);
        }
    }

    private KeysFile keysOf(Path path, ExportFile file, TransportKey.Secret opening) {
        String name = path.toString();
        Path beside = Path.of((name.endsWith(LOG) ? name.substring(0, name.length() - LOG.length()) : name) + KEYS);
        Path sealed = sealedKeys == null ? beside : sealedKeys;
        if (!Files.isRegularFile(sealed)) {
            throw new StartupRefusedException("there is no file of keys " + sealed
                    + "; name it with --sealed-keys, or import --without-keys, which erases all personal text");
        }
        try {
            return KeysFile.open(sealed, file.tenant(), opening);
        } catch (BrokenExportException e) {
            throw refused(sealed, String.valueOf(e.getMessage()));
        }
    }

    private static StartupRefusedException refused(Path path, String why) {
        return new StartupRefusedException("Nothing was imported. " + path + ", " + why);
    }
}
