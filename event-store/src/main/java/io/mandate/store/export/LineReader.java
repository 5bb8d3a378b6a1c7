package io.mandate.store.export;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Reads a file line by line, knows which one it is at and where that begins. A line that never
/// ends does not fill the memory.
final class LineReader implements Closeable {
    /// No event is larger: a whole catalog is at most 8 MiB, and becomes many.
    private static final int LONGEST = 32 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream bytes;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long number;
    private long next;
    private long offset;

    private LineReader(InputStream bytes, long from) {
        this.bytes = bytes;
        this.next = from;
    }

    static LineReader open(Path file) {
        return at(file, 0);
    }

    /// Begins at that byte, where a line must begin; the lines are counted from there.
    static LineReader at(Path file, long offset) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new LineReader(Channels.newInputStream(channel.position(offset)), offset);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// The next line without its end; null behind the last. A last line without an end is refused with
    /// [BrokenExportException]: it was cut off.
    byte @Nullable [] next() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        offset = next;
        number++;
        while (filled()) {
            int end = lineEnd();
            line.write(buffer, from, end - from);
            boolean whole = end < to;
            from = Math.min(end + 1, to);
            if (line.size() > LONGEST) {
                throw new BrokenExportException(number, "it is longer than any line of an export");
            }
            if (whole) {
                next = offset + line.size() + 1;
                return line.toByteArray();
            }
        }
        if (line.size() > 0) {
            throw new BrokenExportException(number, "the file ends in the middle of it: it was cut off");
        }
        return null;
    }

    private int lineEnd() {
        int at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean filled() {
        try {
            if (from == to) {
                from = 0;
                to = Math.max(0, bytes.read(buffer));
            }
            return from < to;
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be read", e);
        }
    }

    /// The number of the line that was read last, from 1.
    long number() {
        return number;
    }

    /// Where the line that was read last begins.
    long offset() {
        return offset;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
