package io.mandate.store.note;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;

/// A key that signs, under whatever name is asked for. Written as base64 of its seed and its public half, 64 bytes.
public final class SigningKey {
    private final byte[] seed;
    private final byte[] open;

    private SigningKey(byte[] seed, byte[] open) {
        this.seed = seed;
        this.open = open;
    }

    /// A new one.
    public static SigningKey generate() {
        KeyPair pair = Ed25519.generate();
        return new SigningKey(Ed25519.seed(pair.getPrivate()), Ed25519.bytes(pair.getPublic()));
    }

    /// Reads [#written]; anything else, and two halves that do not fit, is refused with [IllegalArgumentException],
    /// which never repeats it.
    public static SigningKey parse(String written) {
        byte[] both = Base64.getDecoder().decode(written);
        if (both.length != 2 * Ed25519.KEY_BYTES) {
            throw new IllegalArgumentException("a signing key has 64 bytes");
        }
        SigningKey key = new SigningKey(
                Arrays.copyOf(both, Ed25519.KEY_BYTES), Arrays.copyOfRange(both, Ed25519.KEY_BYTES, both.length));
        if (!Ed25519.verify(key.open, key.open, key.sign(key.open))) {
            throw new IllegalArgumentException("the two halves of the signing key do not fit to each other");
        }
        return key;
    }

    /// The public half under that name.
    public VerifierKey verifier(String name) {
        return new VerifierKey(name, open);
    }

    byte[] sign(byte[] text) {
        return Ed25519.sign(seed, text);
    }

    /// The secret written form.
    public String written() {
        byte[] both = Arrays.copyOf(seed, seed.length + open.length);
        System.arraycopy(open, 0, both, seed.length, open.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /// Says nothing of the secret.
    @Override
    public String toString() {
        return "SigningKey";
    }
}
