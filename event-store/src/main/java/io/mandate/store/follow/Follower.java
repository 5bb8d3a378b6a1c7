package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import java.util.Map;

/// Delivers every commit of every tenant, each tenant's in order and without gaps, each exactly once per
/// subscription.
///
/// A notification of a committed change wakes it; a look at the heads every 250 ms finds what nobody told of,
/// because its writer died in between. It survives the loss of connections and restarts of the database, and it
/// never holds a transaction while a listener works.
public interface Follower {
    /// Starts delivering, on one thread of its own, what comes after the given positions. A tenant that is not
    /// among them (for instance one registered later) is delivered from its beginning.
    Subscription follow(Map<TenantId, Long> start, EventReader.Personal personal, CommitListener listener);

    /// As the other, with personal text opened.
    default Subscription follow(Map<TenantId, Long> start, CommitListener listener) {
        return follow(start, EventReader.Personal.OPENED, listener);
    }
}
