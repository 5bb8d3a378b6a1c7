package io.mandate.store.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digest that files are closed with.
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
