package io.mandate.command.token;

import io.mandate.live.identity.TokenForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// The secret of a token: 256 random bits, written as [TokenForm] says.
public final class TokenSecret {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;

    private TokenSecret(String secret) {
        this.secret = secret;
    }

    /// A new one.
    public static TokenSecret generate() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new TokenSecret(
                TokenForm.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /// The secret itself, to be shown once: `mandate_` and 43 characters of `A-Za-z0-9_-`.
    public String shown() {
        return secret;
    }

    /// What is kept of it: SHA-256 of its characters, 64 hexadecimal digits, lower case. There is
    /// nothing to guess in 256 random bits, so a slow hash would only cost time.
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Never the secret itself.
    @Override
    public String toString() {
        return TokenForm.PREFIX + "…";
    }
}
