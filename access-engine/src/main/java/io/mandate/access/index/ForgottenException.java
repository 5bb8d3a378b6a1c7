package io.mandate.access.index;

import io.mandate.events.values.TenantId;

/// What held at a position is not in this index any more; it has to be folded from the store.
public final class ForgottenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForgottenException(TenantId tenant, long seq, long first) {
        super("what held in " + tenant + " at " + seq + " was forgotten; known is what held from " + first + " on");
    }
}
