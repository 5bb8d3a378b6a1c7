package io.mandate.store.append;

import io.mandate.events.values.TenantId;

/// There is no such tenant in this store.
public final class UnknownTenantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownTenantException(TenantId tenant) {
        super("there is no tenant " + tenant);
    }
}
