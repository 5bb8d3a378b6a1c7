package io.mandate.events.problem;

/// Carries a [Rejection] out of a transaction, which it rolls back. No stack trace: it is an answer, not a bug.
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(rejection.code().name(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
