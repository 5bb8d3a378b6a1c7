package io.mandate.store.follow;

import io.mandate.events.values.TenantId;

/// A stored event that this version of the program cannot read: written by a newer one, or damaged. It is never
/// skipped.
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TenantId tenant;
    private final long seq;

    public UnreadableEventException(TenantId tenant, long seq, Throwable cause) {
        super("the event at " + seq + " of tenant " + tenant + " cannot be read", cause);
        this.tenant = tenant;
        this.seq = seq;
    }

    public TenantId tenant() {
        return tenant;
    }

    public long seq() {
        return seq;
    }
}
