package io.mandate.store.follow;

import java.time.Instant;

/// What will be true then is not known yet.
public final class InstantInFutureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Instant now;

    InstantInFutureException(Instant asked, Instant now) {
        super(asked + " is in the future; it is " + now);
        this.now = now;
    }

    /// The store's time when it was asked.
    public Instant now() {
        return now;
    }
}
