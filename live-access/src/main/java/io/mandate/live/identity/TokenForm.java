package io.mandate.live.identity;

/// How the secret of a token is written: a word by which it is recognised where it should not be, such
/// as in a repository, and random characters.
public final class TokenForm {
    /// What every secret begins with.
    public static final String PREFIX = "mandate_";

    private TokenForm() {}

    /// Whether this can be the secret of a token, and not another sort of credential.
    public static boolean fits(String secret) {
        return secret.startsWith(PREFIX);
    }
}
