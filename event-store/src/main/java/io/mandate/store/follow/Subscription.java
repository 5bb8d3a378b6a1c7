package io.mandate.store.follow;

import io.mandate.events.values.TenantId;

/// A running delivery of commits.
public interface Subscription extends AutoCloseable {
    /// The last position delivered of that tenant, 0 before the first.
    long position(TenantId tenant);

    /// How many events of all tenants are known and not yet delivered.
    long lag();

    /// How many tenants cannot go on at present, because their next commit fails.
    int failing();

    /// Looks for news at once instead of at the next notification.
    void wake();

    /// Stops delivering and waits, at most 10 s, until the listener is no longer called.
    @Override
    void close();
}
