package io.mandate.http.caller;

/// Nobody we know: the credential is missing, unknown, expired or revoked. The edge answers 401 and never says which.
public final class UnauthenticatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String WHY = "Send a valid token: Authorization: Bearer <token>.";

    public UnauthenticatedException() {
        super(WHY, null, false, false);
    }

    /// What the caller reads; the same for every credential that is not valid.
    public String why() {
        return WHY;
    }
}
