package io.mandate.store.ledger;

import org.jspecify.annotations.Nullable;

/// The erasure ledger cannot be written, so that nothing may be erased. The message is for operators.
public final class LedgerFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerFailedException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
