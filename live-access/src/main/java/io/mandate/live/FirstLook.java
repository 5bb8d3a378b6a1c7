package io.mandate.live;

import io.mandate.events.values.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the store about a tenant that the Follower has not looked at yet, because it was registered a
/// moment ago on another node. Whoever asks about the same tenant meanwhile waits for the same look,
/// and nobody else does. Where there is nothing to be found, or the store cannot be reached, it is not
/// asked again for a second: questions about what is not there are no load for the store.
final class FirstLook {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);
    private static final int MOST = 10_000;

    private final Map<TenantId, Look> looks = new ConcurrentHashMap<>();
    private final long againNanos;

    /// What came of a look.
    enum Found {
        /// It is at its head here, and can be answered from.
        TENANT,
        /// The store has no such tenant.
        NOTHING,
        /// Nobody knows.
        UNREACHABLE
    }

    private static final class Look extends FutureTask<Found> {
        private volatile long endedAt;

        Look(Callable<Found> look) {
            super(look);
        }

        @Override
        protected void done() {
            endedAt = System.nanoTime();
        }

        boolean over(long nanos) {
            return isDone() && System.nanoTime() - endedAt >= nanos;
        }

        Found found(TenantId tenant) {
            try {
                return get();
            } catch (ExecutionException e) {
                LOG.debug("Tenant {} could not be looked at", tenant, e.getCause());
                return Found.UNREACHABLE;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Found.UNREACHABLE;
            }
        }
    }

    FirstLook(Duration again) {
        this.againNanos = again.toNanos();
    }

    /// What was found before counts no more.
    void forget(TenantId tenant) {
        looks.remove(tenant);
    }

    /// @param look brings the tenant to its head
    Found at(TenantId tenant, Callable<Found> look) {
        if (looks.size() >= MOST) {
            looks.values().removeIf(each -> each.over(againNanos));
            if (looks.size() >= MOST) {
                return Found.UNREACHABLE;
            }
        }
        Look own = new Look(look);
        Look first = looks.merge(tenant, own, (known, fresh) -> known.over(againNanos) ? fresh : known);
        if (first != own) {
            return first.found(tenant);
        }
        own.run(); // by this thread, so that whoever waits for it waits for somebody who works
        Found found = own.found(tenant);
        if (found == Found.TENANT) {
            looks.remove(tenant, own);
        }
        return found;
    }
}
