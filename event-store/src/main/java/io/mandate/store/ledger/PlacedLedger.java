package io.mandate.store.ledger;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A copied ledger on its way into the folder of a store that goes on with it: its files lie there as
/// drafts, which say nothing, until they are given their names.
public final class PlacedLedger implements AutoCloseable {
    private final Path folder;
    private final List<Path> drafts = new ArrayList<>();

    private PlacedLedger(Path folder) {
        this.folder = folder;
    }

    /// Copies all files. Refused with [StartupRefusedException] where there is a ledger already, or
    /// nothing can be written.
    ///
    /// @param folder of the ledger of the store
    public static PlacedLedger of(CopiedLedger ledger, Path folder) {
        LedgerFolder place = new LedgerFolder(folder);
        place.requireWritable();
        if (!place.read(java.util.Map.of()).isEmpty()) {
            throw new StartupRefusedException("There is an erasure ledger in " + folder
                    + " already, where that of this store is to be: move it away, or set mandate.erasures.folder to"
                    + " another place.");
        }
        PlacedLedger placed = new PlacedLedger(folder);
        try {
            for (LedgerFile file : ledger.files()) {
                placed.copy(file);
            }
            return placed;
        } catch (IOException e) {
            placed.close();
            throw new StartupRefusedException(
                    "The erasure ledger cannot be copied to " + folder + " (" + e.getMessage() + ").", e);
        }
    }

    private void copy(LedgerFile file) throws IOException {
        Path draft = folder.resolve(Objects.toString(file.path().getFileName()) + ".draft");
        drafts.add(draft);
        try (FileChannel from = FileChannel.open(file.path(), StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        draft,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long copied = 0;
            while (copied < file.end()) {
                copied += from.transferTo(copied, file.end() - copied, to);
            }
            to.force(true);
        }
    }

    /// From now on it is the ledger in that folder.
    public void keep() {
        try {
            for (Path draft : drafts) {
                String name = Objects.toString(draft.getFileName());
                Files.move(
                        draft,
                        draft.resolveSibling(name.substring(0, name.length() - ".draft".length())),
                        StandardCopyOption.ATOMIC_MOVE);
            }
            try (FileChannel all = FileChannel.open(folder, StandardOpenOption.READ)) {
                all.force(true);
            }
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "Everything was imported, but the erasure ledger could not be put into " + folder + " ("
                            + e.getMessage() + "): copy its files there before you start the store.",
                    e);
        }
    }

    /// Takes drafts away that were not kept.
    @Override
    public void close() {
        for (Path draft : drafts) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException _) {
                // It says nothing, and is overwritten by the next one.
            }
        }
    }
}
