package io.mandate.live;

import io.mandate.events.values.TenantId;

/// Decisions for this tenant cannot be given now, because its history could not be followed to the end.
/// The edge answers 503; no decision is ever given from a state that is known to be incomplete.
public final class TenantUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TenantId tenant;
    private final String why;

    public TenantUnavailableException(TenantId tenant, String why) {
        super(why);
        this.why = why;
        this.tenant = tenant;
    }

    public TenantId tenant() {
        return tenant;
    }

    /// What the caller reads.
    public String why() {
        return why;
    }
}
