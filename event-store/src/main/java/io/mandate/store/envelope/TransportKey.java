package io.mandate.store.envelope;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// The key that the key of a tenant is wrapped under while it lies in a file outside of a store:
/// made from a passphrase, or given as 32 random bytes.
public final class TransportKey {
    /// How short a passphrase may be.
    public static final int SHORTEST = 12;

    private static final int ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;

    private final Cipher cipher;
    private final Way way;

    private TransportKey(Cipher cipher, Way way) {
        this.cipher = cipher;
        this.way = way;
    }

    /// How the key comes about, which is no secret and is written beside what is wrapped under it.
    ///
    /// @param salt of a passphrase; null for a key that is given
    /// @param rounds of PBKDF2 with HMAC-SHA256; 0 for a key that is given
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; compared nowhere
    public record Way(byte @Nullable [] salt, int rounds) {
        /// A key that is given.
        public static final Way GIVEN = new Way(null, 0);

        public Way {
            if ((salt == null) != (rounds == 0) || rounds < 0 || rounds > MOST_ROUNDS) {
                throw new IllegalArgumentException("a passphrase has a salt and 1 to " + MOST_ROUNDS + " rounds");
            }
        }

        /// One for a new file that is to be opened by a passphrase.
        public static Way passphrase() {
            return new Way(Cipher.randomBytes(SALT_BYTES), ROUNDS);
        }
    }

    /// What is known to whoever may open the file.
    public sealed interface Secret {
        /// @param text at least [#SHORTEST] characters
        record Passphrase(String text) implements Secret {
            public Passphrase {
                if (text.length() < SHORTEST) {
                    throw new IllegalArgumentException("a passphrase has " + SHORTEST + " characters or more");
                }
            }

            /// Says nothing of it.
            @Override
            public String toString() {
                return "Passphrase";
            }
        }

        /// @param base64 of 32 bytes
        record Given(String base64) implements Secret {
            public Given {
                if (decoded(base64).length != Cipher.KEY_BYTES) {
                    throw new IllegalArgumentException("a transport key is the base64 of 32 bytes");
                }
            }

            /// A new one.
            public static Given random() {
                return new Given(Base64.getEncoder().encodeToString(Cipher.randomBytes(Cipher.KEY_BYTES)));
            }

            private static byte[] decoded(String base64) {
                return Base64.getDecoder().decode(base64.strip());
            }

            /// Says nothing of it.
            @Override
            public String toString() {
                return "Given";
            }
        }

        /// The way in which a new file is opened by it.
        default Way newWay() {
            return this instanceof Passphrase ? Way.passphrase() : Way.GIVEN;
        }
    }

    /// The key that a secret makes in a way; a secret of the other kind is refused with
    /// [IllegalArgumentException].
    public static TransportKey of(Secret secret, Way way) {
        return switch (secret) {
            case Secret.Passphrase passphrase -> new TransportKey(new Cipher(stretched(passphrase.text(), way)), way);
            case Secret.Given given -> {
                if (way.salt() != null) {
                    throw new IllegalArgumentException("it is opened by a passphrase, and not by a key");
                }
                yield new TransportKey(new Cipher(Secret.Given.decoded(given.base64())), way);
            }
        };
    }

    private static byte[] stretched(String text, Way way) {
        byte[] salt = way.salt();
        if (salt == null) {
            throw new IllegalArgumentException("it is opened by a key, and not by a passphrase");
        }
        PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), salt, way.rounds(), Cipher.KEY_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    public Way way() {
        return way;
    }

    byte[] wrap(byte[] key, String place) {
        return cipher.seal(key, place);
    }

    byte[] unwrap(byte[] wrapped, String place) {
        return cipher.open(wrapped, place);
    }
}
