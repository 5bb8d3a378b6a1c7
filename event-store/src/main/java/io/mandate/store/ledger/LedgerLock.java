package io.mandate.store.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right to append to one file of the ledger, until this is closed or the process ends.
final class LedgerLock implements AutoCloseable {
    /// A lock belongs to the process, and goes when any channel of its file is closed: what is held
    /// here is not opened again.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private LedgerLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Empty where another process, or another part of this one, has it.
    static Optional<LedgerLock> of(Path ledger) throws IOException {
        Path folder = ledger.toAbsolutePath().resolveSibling(".").toRealPath();
        Path path = folder.resolve(ledger.getFileName() + ".lock");
        if (!HELD_HERE.add(path)) {
            return Optional.empty();
        }
        @Nullable FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = channel.tryLock() != null;
            return held ? Optional.of(new LedgerLock(path, channel)) : Optional.empty();
        } finally {
            if (!held) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(path);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerFailedException("cannot close " + path + " (" + e + ")", e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
