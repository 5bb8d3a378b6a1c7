package io.mandate.store.envelope;

/// A sealed text or a wrapped key that its key does not open: it was changed, or belongs elsewhere.
public final class DamagedTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedTextException(String what, Throwable cause) {
        super(what + " cannot be opened by its key", cause);
    }
}
