package io.mandate.access.index;

/// Events that do not follow on what is known: some are missing, or they are not one whole commit. Nothing was
/// applied.
public final class GapException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    GapException(String message) {
        super(message);
    }
}
