package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import java.util.SortedSet;

/// Which tenants this store has.
public interface TenantRegistry {
    /// Makes room for a tenant in the current transaction, with its key, and locks it as [TenantLock] does. False
    /// where it exists already, and then it is not locked.
    boolean create(TenantId tenant);

    boolean exists(TenantId tenant);

    SortedSet<TenantId> all();
}
