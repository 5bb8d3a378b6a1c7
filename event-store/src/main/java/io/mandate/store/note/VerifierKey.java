package io.mandate.store.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The public half of a key under the name that it signs as.
///
/// Its written form is that of signed notes: `<name>+<hash>+<base64 of the algorithm and the key>`, where the hash is
/// the first 4 bytes of SHA-256 over name, a line end, algorithm (1: Ed25519) and key, in hexadecimal.
public final class VerifierKey {
    static final int HASH_BYTES = 4;
    private static final byte ED25519 = 1;

    private final String name;
    private final byte[] key;

    /// @param name without spaces and `+`
    /// @param key 32 bytes
    public VerifierKey(String name, byte[] key) {
        requireName(name);
        if (key.length != Ed25519.KEY_BYTES) {
            throw new NotANoteException("a public key has 32 bytes");
        }
        this.name = name;
        this.key = key.clone();
    }

    /// Reads the written form; anything else is refused with [NotANoteException].
    public static VerifierKey parse(String written) {
        String[] parts = written.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new NotANoteException("a public key is written <name>+<hash>+<base64>");
        }
        byte[] coded = base64(parts[2]);
        if (coded.length != 1 + Ed25519.KEY_BYTES || coded[0] != ED25519) {
            throw new NotANoteException("the public key is not one of Ed25519");
        }
        VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(coded, 1, coded.length));
        if (!HexFormat.of().formatHex(key.hash()).equals(parts[1])) {
            throw new NotANoteException("the hash of the public key does not fit to it");
        }
        return key;
    }

    /// The same key under another name.
    public VerifierKey as(String other) {
        return new VerifierKey(other, key);
    }

    public String name() {
        return name;
    }

    /// The bare 32 bytes.
    public byte[] bytes() {
        return key.clone();
    }

    /// The 4 bytes by which signatures name their key.
    public byte[] hash() {
        MessageDigest digest = sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(key), HASH_BYTES);
    }

    /// Whether this key signed the text.
    boolean signed(byte[] text, byte[] signature) {
        return Ed25519.verify(key, text, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return name.hashCode() ^ Arrays.hashCode(key);
    }

    /// The written form.
    @Override
    public String toString() {
        byte[] coded = new byte[1 + key.length];
        coded[0] = ED25519;
        System.arraycopy(key, 0, coded, 1, key.length);
        return name + "+" + HexFormat.of().formatHex(hash()) + "+"
                + Base64.getEncoder().encodeToString(coded);
    }

    static void requireName(String name) {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new NotANoteException("the name of a key has neither spaces nor +");
        }
    }

    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new NotANoteException("what should be base64 is not");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
