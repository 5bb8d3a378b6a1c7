package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.ledger.LedgerLine.Cut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Appends to one file of the ledger, which nobody else may do until this is closed. What is in the
/// file is never rewritten.
///
/// The lock is on a file beside it: closing any channel of a locked file gives its lock away, and
/// files of the ledger are read while they are held.
final class LedgerWriter implements AutoCloseable {
    private final Path path;
    private final String ledger;
    private final FileChannel channel;
    private final LedgerLock lock;
    private boolean cut;

    private LedgerWriter(Path path, String ledger, FileChannel channel, LedgerLock lock) throws IOException {
        this.path = path;
        this.ledger = ledger;
        this.channel = channel;
        this.lock = lock;
        this.cut = !endsWhole();
    }

    /// Takes a file of that id, which is there; empty where another process, or another part of
    /// this one, has it.
    static Optional<LedgerWriter> take(Path path, String ledger) throws IOException {
        Optional<LedgerLock> lock = LedgerLock.of(path);
        return lock.isEmpty() ? Optional.empty() : Optional.of(open(path, ledger, lock.get()));
    }

    /// Makes a file that is not there yet, which begins with these lines: it has its name once all
    /// of them are on the disk.
    static LedgerWriter create(Path path, Begun begun, Consumer<LedgerWriter> lines) throws IOException {
        LedgerLock lock =
                LedgerLock.of(path).orElseThrow(() -> new IllegalStateException(path + " is new, and somebody has it"));
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        LedgerWriter writer = open(draft, begun.ledger(), lock, StandardOpenOption.CREATE_NEW);
        try {
            writer.append(List.of(begun));
            lines.accept(writer);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(path.resolveSibling("."), StandardOpenOption.READ)) {
                folder.force(true);
            }
            return writer;
        } catch (IOException | RuntimeException e) {
            writer.close();
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private static LedgerWriter open(Path path, String ledger, LedgerLock lock, OpenOption... more) throws IOException {
        Set<OpenOption> how = new HashSet<>(List.of(more));
        how.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(path, how);
            return new LedgerWriter(path, ledger, channel, lock);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            lock.close();
            throw e;
        }
    }

    /// The id of the file.
    String ledger() {
        return ledger;
    }

    /// A channel whose thread is interrupted closes, and cannot be used again.
    boolean isOpen() {
        return channel.isOpen();
    }

    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new LedgerFailedException("cannot tell the size of " + path + " (" + e + ")", e);
        }
    }

    /// Says of a last line that was cut off that it says nothing, so that the file ends whole.
    synchronized void mend() {
        if (cut) {
            append(List.of());
        }
    }

    /// Writes these lines at the end; they are on the disk when this returns.
    synchronized void append(List<? extends LedgerLine> lines) {
        StringBuilder text = new StringBuilder(cut ? "\n" + LedgerText.write(new Cut()) : "");
        lines.forEach(line -> text.append(LedgerText.write(line)));
        try {
            cut = true; // unless all of it gets there
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            cut = false;
        } catch (IOException e) {
            throw new LedgerFailedException("cannot append to " + path + " (" + e + ")", e);
        }
    }

    private boolean endsWhole() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0 || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerFailedException("cannot close " + path + " (" + e + ")", e);
        } finally {
            lock.close();
        }
    }
}
