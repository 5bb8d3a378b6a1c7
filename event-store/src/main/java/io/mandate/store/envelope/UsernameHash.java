package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;

/// The form under which usernames are looked up without being kept: equal for equal names of one tenant, and not to
/// be computed without the tenant's key.
public interface UsernameHash {
    /// 32 bytes for exactly this text; the caller brings it into the form in which it is unique.
    byte[] of(TenantId tenant, String username);
}
