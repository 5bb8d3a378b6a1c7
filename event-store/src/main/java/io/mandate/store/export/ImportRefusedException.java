package io.mandate.store.export;

/// An export that this store does not take. Its message is one line; nothing is stored.
public final class ImportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportRefusedException(String why) {
        super(why);
    }
}
