package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import java.util.Optional;

/// The form under which usernames are looked up without being kept: equal for equal names of one tenant, and not to
/// be computed without the tenant's key.
public interface UsernameHash {
    /// 32 bytes for exactly this text; the caller brings it into the form in which it is unique.
    byte[] of(TenantId tenant, String username);

    /// The same; empty where the tenant has no key, because it never was or has ended.
    default Optional<byte[]> find(TenantId tenant, String text) {
        return Optional.of(of(tenant, text));
    }
}
