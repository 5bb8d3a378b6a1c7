package io.mandate.store.proof.anchor;

import org.jspecify.annotations.Nullable;

/// A checkpoint could not be anchored; the message says why, for operators.
public final class AnchorFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AnchorFailedException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
