package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The hash that chains a row of a journal to all rows before it. Its form is for ever.
public final class ChainHash {
    private ChainHash() {}

    /// What the first row of a tenant's journal is chained to.
    public static byte[] origin(TenantId tenant) {
        return sha256().digest(("mandate/journal/" + tenant).getBytes(StandardCharsets.UTF_8));
    }

    /// The hash of a row: over the hash before it, the tenant, its place, its time in microseconds and its exact
    /// bytes.
    public static byte[] of(TenantId tenant, byte[] before, long seq, Instant recordedAt, byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(before);
        digest.update(tenant.value().getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(seq)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
                .flip());
        return digest.digest(entry);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
