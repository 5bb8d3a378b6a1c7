package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Folds a tenant from the store up to the end of a commit, into an index of its own that may have some of it already.
final class PastFold implements Callable<AccessIndex> {
    private static final int PAGE = 10_000;
    /// Of a moment, so many versions are kept on the way to it.
    private static final long MOST_VERSIONS = 200_000;

    private final EventReader reader;
    private final TenantId tenant;
    private final AccessIndex into;
    private final long end;
    private final boolean moment;
    private final Duration longest;

    /// @param moment what was before the end is forgotten
    PastFold(EventReader reader, TenantId tenant, AccessIndex into, long end, boolean moment, Duration longest) {
        this.reader = reader;
        this.tenant = tenant;
        this.into = into;
        this.end = end;
        this.moment = moment;
        this.longest = longest;
    }

    @Override
    public AccessIndex call() throws InterruptedException {
        long begun = System.nanoTime();
        while (into.head(tenant) < end) {
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw new IllegalStateException("it was given up at event " + into.head(tenant) + " of " + end
                        + ", after " + longest + " (mandate.index.fold.longest)");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            take(reader.commits(tenant, into.head(tenant), PAGE, Personal.SEALED));
            if (moment && into.head(tenant) - into.first(tenant) > MOST_VERSIONS) {
                into.forgetBefore(tenant, into.head(tenant));
            }
        }
        if (moment) {
            into.forgetBefore(tenant, end);
        }
        return into;
    }

    private void take(List<Commit> commits) {
        if (commits.isEmpty()) {
            throw new IllegalStateException("the store has no commit after " + into.head(tenant));
        }
        for (Commit commit : commits) {
            if (commit.lastSeq() <= end) {
                into.apply(tenant, commit.events());
            }
        }
    }
}
