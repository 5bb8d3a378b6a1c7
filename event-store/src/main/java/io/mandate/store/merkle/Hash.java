package io.mandate.store.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A SHA-256 hash of the tree. Leaves and nodes are hashed with different prefixes, so that neither can be taken for
/// the other (RFC 9162, section 2.1.1).
public final class Hash {
    /// How many bytes a hash has.
    public static final int BYTES = 32;

    /// The root of the tree without leaves.
    public static final Hash EMPTY = new Hash(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The hash of a leaf with this content.
    public static Hash leaf(byte[] content) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(content));
    }

    /// The hash of what is above these two.
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /// The hash with these bytes, which are copied.
    public static Hash of(byte[] bytes) {
        return at(bytes, 0, bytes.length);
    }

    /// The number-th of the hashes that lie one behind the other in these bytes.
    public static Hash in(byte[] hashes, int number) {
        return at(hashes, number * BYTES, BYTES);
    }

    /// Reads [#base64]; anything else is refused with [IllegalArgumentException].
    public static Hash parse(String base64) {
        return of(Base64.getDecoder().decode(base64));
    }

    private static Hash at(byte[] bytes, int from, int length) {
        if (length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        byte[] own = new byte[BYTES];
        System.arraycopy(bytes, from, own, 0, BYTES);
        return new Hash(own);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// Writes it behind what is already there.
    public void copyTo(byte[] hashes, int number) {
        System.arraycopy(bytes, 0, hashes, number * BYTES, BYTES);
    }

    /// The form that notes and proofs have.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
