package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.util.List;

/// What a subscriber does with what happened. Called by one thread at a time.
public interface CommitListener {
    /// The next commits of a tenant, in order and without gaps. Where this throws, the same commits come again
    /// after a pause; other tenants go on.
    void onCommits(TenantId tenant, List<Commit> commits);

    /// What comes next for that tenant could not be read or was refused by [#onCommits]; it is tried
    /// again after a pause that doubles from 250 ms to 30 s.
    default void onFailure(TenantId tenant, long afterSeq, RuntimeException failure) {}

    /// Everything of that tenant up to the head read at the given [System#nanoTime] has been delivered.
    default void onConfirmed(TenantId tenant, long readAtNanos) {}

    /// The end of the last commit of that tenant that this subscriber has from elsewhere, such as its own
    /// commits; it is not delivered again. 0 where it knows of none.
    default long known(TenantId tenant) {
        return 0;
    }

    /// How long, in nanoseconds, it wants to hear nothing after the beginning of a delivery, so that what
    /// comes meanwhile comes together. What comes after a longer silence is delivered at once.
    default long gatherNanos() {
        return 0;
    }
}
