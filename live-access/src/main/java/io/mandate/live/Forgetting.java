package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.values.TenantId;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the index forget what is older than it has to keep. To forget is to copy what stays, so it is done when that
/// frees a good part.
final class Forgetting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final long EVERY_SECONDS = 60;
    /// One in so many events of those that are kept has to become free.
    private static final long WORTH = 4;

    private final AccessIndex index;
    private final IndexHistory history;
    private final InstantSource clock;
    private final Runnable also;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-history").factory());

    /// @param also what else is done now and then
    Forgetting(AccessIndex index, IndexHistory history, InstantSource clock, Runnable also) {
        this.index = index;
        this.history = history;
        this.clock = clock;
        this.also = also;
    }

    void start() {
        if (history.kept() != null) {
            Future<?> _ = thread.scheduleWithFixedDelay(this::all, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// Whether everything that has to be kept of a tenant is there in an index.
    boolean enough(AccessIndex read, TenantId tenant) {
        return read.first(tenant) <= history.first(read.versions(tenant), clock.instant());
    }

    private void all() {
        also.run();
        for (TenantId tenant : index.tenants()) {
            try {
                one(tenant);
            } catch (RuntimeException e) {
                LOG.warn("The index could not forget what is old", e);
            }
        }
    }

    /// Forgets what is old of one tenant, if it is worth it.
    void one(TenantId tenant) {
        if (history.kept() == null) {
            return;
        }
        long first = index.first(tenant);
        long due = history.first(index.versions(tenant), clock.instant());
        if (due > first && (due - first) * WORTH >= index.head(tenant) - first) {
            index.forgetBefore(tenant, due);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
