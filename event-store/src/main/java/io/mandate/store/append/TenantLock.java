package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import java.util.Optional;

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
}
