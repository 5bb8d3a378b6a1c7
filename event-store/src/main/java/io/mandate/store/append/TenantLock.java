package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The lock that makes the commits of a tenant serial: its row of `tenant_head`, held until the current transaction
/// ends.
///
/// Whoever decides about a tenant takes it first, before any look-up row, so that lock order is the same
/// everywhere. A transaction locks one tenant; a second one is refused with [UnguardedAppendException].
public interface TenantLock {
    /// Waits for the lock and reads the head under it; refused with [UnknownTenantException] where there is no such
    /// tenant, and with [UnguardedAppendException] outside of a transaction.
    Head lock(TenantId tenant);

    /// As [#lock], but empty where there is no such tenant.
    Optional<Head> tryFind(TenantId tenant);

    /// As the other, and in the same round trip reads the streams that will be needed and says
    /// something more. All of it is answered under the lock.
    ///
    /// @param needed streams that the current transaction is going to read; what it does not, was read
    /// for nothing
    Optional<Head> tryFind(TenantId tenant, Set<String> needed, List<Aside> asides);
}
