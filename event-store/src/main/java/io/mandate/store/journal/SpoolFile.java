package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One file of the spool: whose it is, then entries as they came. What was written here outlives the process, not the
/// machine. An entry that was not written to its end was not answered for, and is left out.
final class SpoolFile implements AutoCloseable {
    /// "MSP1": the form, and its version.
    private static final int FORM = 0x4d535031;
    /// Length and checksum.
    private static final int FRAME = 2 * Integer.BYTES;

    private final Path path;
    private final FileChannel channel;
    private long end;

    /// @param spool the process that wrote it
    /// @param number which of its batches, rising
    /// @param store whose journal it is
    record Origin(UUID spool, long number, String store) {}

    @SuppressWarnings("ArrayRecordComponent") // as stored, never compared
    record Entry(TenantId tenant, byte[] bytes) {}

    record Contents(Origin origin, List<Entry> entries) {}

    private SpoolFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// An empty one, which is [#held] until this process ends.
    static SpoolFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new SpoolFile(path, channel);
    }

    /// Whether the process that writes it lives.
    static boolean held(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            FileLock free = channel.tryLock();
            return free == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    void begin(Origin origin) throws IOException {
        byte[] store = origin.store().getBytes(StandardCharsets.UTF_8);
        write(ByteBuffer.allocate(Integer.BYTES + 3 * Long.BYTES + store.length)
                .putInt(FORM)
                .putLong(origin.spool().getMostSignificantBits())
                .putLong(origin.spool().getLeastSignificantBits())
                .putLong(origin.number())
                .put(store));
    }

    void add(Entry entry) throws IOException {
        byte[] tenant = entry.tenant().value().getBytes(StandardCharsets.UTF_8);
        write(ByteBuffer.allocate(Short.BYTES + tenant.length + entry.bytes().length)
                .putShort((short) tenant.length)
                .put(tenant)
                .put(entry.bytes()));
    }

    void clear() throws IOException {
        channel.truncate(0);
        channel.position(0);
        end = 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    /// All of it or nothing.
    private void write(ByteBuffer body) throws IOException {
        body.flip();
        ByteBuffer frame = ByteBuffer.allocate(FRAME + body.limit())
                .putInt(body.limit())
                .putInt(checksum(body.duplicate()))
                .put(body)
                .flip();
        try {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            end += frame.limit();
        } catch (IOException e) {
            channel.truncate(end);
            channel.position(end);
            throw e;
        }
    }

    /// What a file holds; nothing of what does not end well.
    static List<Contents> read(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        ByteBuffer first = next(bytes);
        if (first == null || first.remaining() < Integer.BYTES + 3 * Long.BYTES || first.getInt() != FORM) {
            return List.of();
        }
        UUID spool = new UUID(first.getLong(), first.getLong());
        Origin origin = new Origin(
                spool, first.getLong(), StandardCharsets.UTF_8.decode(first).toString());
        List<Entry> entries = new ArrayList<>();
        for (ByteBuffer frame = next(bytes); frame != null; frame = next(bytes)) {
            entries.add(entry(frame));
        }
        return entries.isEmpty() ? List.of() : List.of(new Contents(origin, entries));
    }

    private static Entry entry(ByteBuffer frame) {
        byte[] tenant = new byte[frame.getShort()];
        frame.get(tenant);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return new Entry(new TenantId(new String(tenant, StandardCharsets.UTF_8)), bytes);
    }

    private static @Nullable ByteBuffer next(ByteBuffer bytes) {
        if (bytes.remaining() < FRAME) {
            return null;
        }
        int length = bytes.getInt();
        int checksum = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            return null;
        }
        ByteBuffer body = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return checksum(body.duplicate()) == checksum ? body : null;
    }

    private static int checksum(ByteBuffer body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }
}
