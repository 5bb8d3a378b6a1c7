package io.mandate.store.follow;

import io.mandate.events.values.TenantId;

/// Tells the Followers of all nodes that a tenant has news. Called after the commit, never inside the
/// transaction: there it would make all commits of the database serial.
public interface CommitNotifier {
    /// Returns at once; what several callers say in the meantime becomes one notification, on a connection of its
    /// own. If it gets lost, Followers find the news at their next look.
    void committed(TenantId tenant);
}
