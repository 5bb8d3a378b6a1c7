package io.mandate.live;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.values.TenantId;
import io.mandate.store.follow.EventReader;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the index of this process has forgotten, folded again from the store when it is asked for: one moment, which
/// takes as much memory as the present does, or all there was up to a position. Whoever asks for the same waits for the
/// same fold; those used last are kept for a while.
final class FoldedPasts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FoldedPasts.class);
    /// So many folds may wait for their turn.
    private static final int WAITING = 8;

    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final String COMING =
            "This part of the past is not kept in memory here. It is being read from the store; ask again in a moment.";
    private static final String BUSY =
            "Too many parts of the past are being read from the store at once; ask again in a moment.";
    private static final String FAILED =
            "This part of the past could not be read from the store; its operator has been told.";

    private final EventReader reader;
    private final FoldLimits limits;
    private final Map<Past, Fold> folds = new LinkedHashMap<>(16, 0.75f, true); // the one used last comes last
    private final ThreadPoolExecutor workers;

    /// @param moment the end of the commit that is wanted; null: all there was
    private record Past(TenantId tenant, @Nullable Long moment) {}

    private static final class Fold extends FutureTask<AccessIndex> {
        private final AccessIndex into;
        private final long end;
        private long usedAt = System.nanoTime();

        Fold(PastFold work, AccessIndex into, long end) {
            super(work);
            this.into = into;
            this.end = end;
        }
    }

    FoldedPasts(EventReader reader, FoldLimits limits) {
        this.reader = reader;
        this.limits = limits;
        this.workers = new ThreadPoolExecutor(
                limits.atOnce(),
                limits.atOnce(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("folded-past-", 0).factory());
        workers.allowCoreThreadTimeOut(true);
    }

    /// How it was at the end of a commit.
    ///
    /// @throws TenantUnavailableException if it is not there in time, or too much is being folded
    AccessView at(TenantId tenant, long end) {
        return end == 0
                ? new AccessIndex().now(tenant)
                : awaited(tenant, momentOrWhole(tenant, end)).at(tenant, end);
    }

    /// All there was, at least up to the end of a commit.
    ///
    /// @throws TenantUnavailableException as in [#at]
    TenantVersions whole(TenantId tenant, long end) {
        return awaited(tenant, fold(new Past(tenant, null), end)).versions(tenant);
    }

    private synchronized Fold momentOrWhole(TenantId tenant, long end) {
        Fold whole = folds.get(new Past(tenant, null));
        boolean reaches = whole != null && whole.end >= end && whole.state() == FutureTask.State.SUCCESS;
        return whole != null && reaches ? used(whole) : fold(new Past(tenant, end), end);
    }

    private synchronized Fold fold(Past past, long end) {
        Fold known = folds.get(past);
        if (known != null && known.end >= end && known.state() != FutureTask.State.FAILED) {
            return used(known);
        }
        dropUnused();
        AccessIndex into = known == null || known.state() == FutureTask.State.FAILED ? new AccessIndex() : known.into;
        Fold fold = new Fold(
                new PastFold(reader, past.tenant(), into, end, past.moment() != null, limits.longest()), into, end);
        try {
            workers.execute(fold);
        } catch (RejectedExecutionException _) {
            throw new TenantUnavailableException(past.tenant(), BUSY);
        }
        folds.put(past, fold);
        return fold;
    }

    private static Fold used(Fold fold) {
        fold.usedAt = System.nanoTime();
        return fold;
    }

    /// Those that failed, that nobody asked for lately, and the ones used first of too many.
    synchronized void dropUnused() {
        long now = System.nanoTime();
        folds.values()
                .removeIf(fold -> fold.state() == FutureTask.State.FAILED
                        || (fold.isDone() && now - fold.usedAt > UNUSED.toNanos()));
        Iterator<Fold> oldest = folds.values().iterator();
        for (int over = folds.size() - limits.kept() + 1; over > 0 && oldest.hasNext(); ) {
            if (oldest.next().isDone()) {
                oldest.remove();
                over--;
            }
        }
    }

    private AccessIndex awaited(TenantId tenant, Fold fold) {
        try {
            return fold.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new TenantUnavailableException(tenant, COMING);
        } catch (ExecutionException e) {
            LOG.error("The past of tenant {} up to {} could not be folded", tenant, fold.end, e.getCause());
            throw new TenantUnavailableException(tenant, FAILED);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TenantUnavailableException(tenant, COMING);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
