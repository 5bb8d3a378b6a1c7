package io.mandate.store.export;

import io.mandate.store.verify.Finding.Log;

/// What is stored is not what was signed before: nothing is signed of it, and so nothing is
/// exported. `mandate verify` tells what happened to it.
public final class NotContinuedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotContinuedException(Log log, long after) {
        super("what is stored after " + after + " of the " + (log == Log.EVENTS ? "log" : "access journal")
                + " does not continue what was signed");
    }
}
