package io.mandate.store.proof;

/// What is stored does not fit together: something was changed behind the back of the program. Nothing is signed of
/// it; `mandate verify` tells what it is.
public final class BrokenTreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenTreeException(String what) {
        super(what);
    }
}
