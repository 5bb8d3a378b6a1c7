package io.mandate.query.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/// The binary format of COPY, as PostgreSQL's manual describes it beside that statement, for the types that a
/// [Column] can have: a head, each row as its number of columns and each value as its length and its bytes, an end.
final class CopyFormat {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;

    private ByteBuffer bytes;

    CopyFormat(int capacity) {
        this.bytes = ByteBuffer.allocate(capacity);
    }

    int size() {
        return bytes.position();
    }

    /// Its bytes, the first [#size] of which count, until something is added.
    byte[] array() {
        return bytes.array();
    }

    void clear() {
        bytes.clear();
    }

    /// Bytes that are in this format already.
    void copied(ByteBuffer from, int at, int length) {
        room(length).put(from.slice(at, length));
    }

    void begin() {
        room(SIGNATURE.length + 8).put(SIGNATURE).putInt(0).putInt(0);
    }

    void row(int values) {
        room(Short.BYTES).putShort((short) values);
    }

    void end() {
        room(Short.BYTES).putShort((short) -1);
    }

    void value(@Nullable Object value) {
        switch (value) {
            case null -> room(Integer.BYTES).putInt(NULL);
            case String text -> bytes(text.getBytes(StandardCharsets.UTF_8));
            case Long number -> number(number);
            case Integer number -> room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(number);
            case Boolean flag -> room(Integer.BYTES + 1).putInt(1).put((byte) (flag ? 1 : 0));
            case Instant at -> number(micros(at));
            case Json json -> json(json.text().getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("no column can hold a " + value.getClass());
        }
    }

    void sendTo(CopyIn copying) throws SQLException {
        copying.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    /// The value whose length stands there, as [#value] wrote it.
    static @Nullable Object read(Class<?> type, ByteBuffer from, int at) {
        int length = from.getInt(at);
        return length == NULL ? null : read(type, from, at + Integer.BYTES, length);
    }

    private static Object read(Class<?> type, ByteBuffer from, int at, int length) {
        if (type == String.class) {
            return text(from, at, length);
        } else if (type == Long.class || type == long.class) {
            return from.getLong(at);
        } else if (type == Integer.class || type == int.class) {
            return from.getInt(at);
        } else if (type == Boolean.class || type == boolean.class) {
            return from.get(at) != 0;
        } else if (type == Instant.class) {
            return instant(from.getLong(at));
        } else if (type == Json.class) {
            return new Json(text(from, at + 1, length - 1));
        }
        throw new IllegalArgumentException("no column can hold a " + type);
    }

    /// Where the value after that one begins.
    static int after(ByteBuffer from, int at) {
        return at + Integer.BYTES + Math.max(0, from.getInt(at));
    }

    private static String text(ByteBuffer from, int at, int length) {
        byte[] content = new byte[length];
        from.get(at, content);
        return new String(content, StandardCharsets.UTF_8);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                EPOCH + Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /// Rounded as PostgreSQL rounds what it reads as text.
    private static long micros(Instant at) {
        return (at.getEpochSecond() - EPOCH) * 1_000_000 + (long) Math.rint(at.getNano() / 1_000.0);
    }

    private void number(long number) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
    }

    private void bytes(byte[] content) {
        room(Integer.BYTES + content.length).putInt(content.length).put(content);
    }

    private void json(byte[] content) {
        room(Integer.BYTES + 1 + content.length)
                .putInt(1 + content.length)
                .put(JSONB_VERSION)
                .put(content);
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
