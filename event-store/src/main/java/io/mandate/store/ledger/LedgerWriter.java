package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.ledger.LedgerLine.Cut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// Appends to one file of the ledger, which nobody else may do until this is closed. What is in the
/// file is never rewritten.
final class LedgerWriter implements AutoCloseable {
    private final Path path;
    private final String ledger;
    private final FileChannel channel;
    private boolean cut;

    private LedgerWriter(Path path, String ledger, FileChannel channel) throws IOException {
        this.path = path;
        this.ledger = ledger;
        this.channel = channel;
        this.cut = !endsWhole();
    }

    /// Takes a file of that id, which is there; empty where another process, or another part of
    /// this one, has it.
    static Optional<LedgerWriter> take(Path path, String ledger) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new LedgerWriter(path, ledger, channel));
            }
        } catch (OverlappingFileLockException _) {
            // Held in this very process.
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /// Makes a file that is not there yet, on the disk when this returns.
    static LedgerWriter create(Path path, Begun begun) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.lock();
            LedgerWriter writer = new LedgerWriter(path, begun.ledger(), channel);
            writer.append(List.of(begun));
            try (FileChannel folder = FileChannel.open(path.resolveSibling("."), StandardOpenOption.READ)) {
                folder.force(true);
            }
            return writer;
        } catch (IOException | RuntimeException e) {
            channel.close();
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
            channel.close(); // and with it the lock
        } catch (IOException e) {
            throw new LedgerFailedException("cannot close " + path + " (" + e + ")", e);
        }
    }
}
