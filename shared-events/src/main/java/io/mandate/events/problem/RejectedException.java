package io.mandate.events.problem;

/// Carries a [Rejection] out of a transaction, which it rolls back. No stack trace: it is an answer, not a bug.
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;
    private final boolean settled;

    public RejectedException(Rejection rejection) {
        this(rejection, false);
    }

    private RejectedException(Rejection rejection, boolean settled) {
        super(rejection.code().name(), null, false, false);
        this.rejection = rejection;
        this.settled = settled;
    }

    /// One of which nothing is to be put on record any more: it is there, or the change was only tried.
    public static RejectedException settled(Rejection rejection) {
        return new RejectedException(rejection, true);
    }

    public boolean settled() {
        return settled;
    }

    public Rejection rejection() {
        return rejection;
    }
}
