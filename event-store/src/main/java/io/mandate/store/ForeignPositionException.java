package io.mandate.store;

import io.mandate.events.values.Position;

/// A position of another store, or of this one before it was restored from a backup.
public final class ForeignPositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignPositionException(Position position) {
        super("the position " + position + " was not given out by this store");
    }
}
