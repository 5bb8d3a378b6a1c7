package io.mandate.store.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// How the content of a leaf is written: its fields one after the other, each as its length (4 bytes, big-endian) and
/// its bytes, so that no two rows are written the same. The first field names what it is and the version of the form.
final class LeafForm {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    LeafForm(String form) {
        text(form);
    }

    /// UTF-8.
    LeafForm text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// 8 bytes, big-endian.
    LeafForm number(long number) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /// Microseconds since 1970-01-01T00:00:00Z, as a number.
    LeafForm instant(Instant instant) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    /// 16 bytes.
    LeafForm uuid(UUID uuid) {
        return bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    LeafForm bytes(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    byte[] written() {
        return bytes.toByteArray();
    }
}
