package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.values.TenantId;
import io.mandate.live.PastFold.Part;
import io.mandate.store.follow.EventReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Folds what is wanted of the past, a page of one tenant and then a page of the next, so that nobody
/// waits for all that another tenant wants. The parts of one tenant stand in a line, and only the
/// first of it is worked on.
///
/// A part rests when nobody asked for it for a while, or the store is away, and goes on from there for
/// whoever asks again. One with an event that cannot be read or does not fit is thrown away.
final class FoldTurns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FoldTurns.class);
    /// So many parts of one tenant are worked on or wait.
    static final int MOST_OF_TENANT = 8;
    /// So many of all tenants. Those that wait are small.
    private static final int MOST = 1_000;

    private static final String OWN_BUSY =
            "Too many parts of this tenant's past are being read from the store at once; ask again in a moment.";
    private static final String BUSY =
            "Too many parts of the past are being read from the store at once; ask again in a moment.";

    private final EventReader reader;
    private final Duration longest;
    private final long most;
    private final FoldPlaces places;
    /// Of each tenant that has a turn, now or when it comes.
    private final Map<TenantId, Deque<PastFold>> lines = new HashMap<>();
    private final ThreadPoolExecutor workers;
    private int waiting;

    FoldTurns(EventReader reader, FoldLimits limits) {
        this.reader = reader;
        this.longest = limits.longest();
        this.most = limits.weight();
        this.places = new FoldPlaces(limits.kept());
        // More than there are places would have nothing to work on.
        int atOnce = Math.min(limits.atOnce(), limits.kept());
        this.workers = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("folded-past-", 0).factory(),
                new ThreadPoolExecutor.DiscardPolicy()); // after the end only
        workers.allowCoreThreadTimeOut(true);
    }

    /// Wants a part of the past, so far as to the end of a commit. To be cancelled by who no longer
    /// waits for it.
    ///
    /// @throws TenantUnavailableException if too much is wanted at once
    synchronized CompletableFuture<AccessIndex> wish(Part part, long end) {
        PastFold known = places.find(part);
        PastFold fold = known != null ? known : new PastFold(reader, part, most);
        if (!fold.decided(end) && !fold.inLine()) {
            enter(fold);
        }
        places.add(fold);
        return fold.wish(end);
    }

    /// How many events of a part there is room for, where that was found to be fewer than there are.
    synchronized Optional<Long> room(Part part) {
        return Optional.ofNullable(places.find(part)).flatMap(PastFold::room);
    }

    private void enter(PastFold fold) {
        Deque<PastFold> line = lines.get(fold.tenant());
        if (line != null && line.size() >= MOST_OF_TENANT) {
            throw new TenantUnavailableException(fold.tenant(), OWN_BUSY);
        }
        if (waiting >= MOST) {
            throw new TenantUnavailableException(fold.tenant(), BUSY);
        }
        waiting++;
        fold.inLine(true);
        if (line == null) {
            lines.put(fold.tenant(), new ArrayDeque<>(List.of(fold)));
            workers.execute(() -> turn(fold.tenant()));
        } else {
            line.add(fold);
        }
    }

    /// One turn of a tenant; the next comes after those of all others that wait for theirs.
    private void turn(TenantId tenant) {
        PastFold fold = first(tenant);
        if (fold != null) {
            try {
                fold.page();
                worked(fold);
            } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException e) {
                interrupted(fold, e);
            } catch (RuntimeException | Error e) {
                spoilt(fold, e);
            }
        }
        again(tenant);
    }

    /// The first in the line, if there is a place for it.
    private synchronized @Nullable PastFold first(TenantId tenant) {
        PastFold fold = ofTurn(tenant);
        return fold != null && places.have(fold, each -> ofTurn(each.tenant()) == each) ? fold : null;
    }

    private @Nullable PastFold ofTurn(TenantId tenant) {
        Deque<PastFold> line = lines.get(tenant);
        return line == null ? null : line.peekFirst();
    }

    private synchronized void worked(PastFold fold) {
        fold.fulfil();
        if (fold.done() || !fold.wanted(longest)) {
            leave(fold);
        }
    }

    private synchronized void interrupted(PastFold fold, RuntimeException why) {
        if (!workers.isShutdown()) {
            LOG.warn("The past of tenant {} cannot be read at present: {}", fold.tenant(), why.toString());
        }
        leave(fold);
        fold.fail(why);
    }

    private synchronized void spoilt(PastFold fold, Throwable why) {
        if (!workers.isShutdown()) {
            LOG.error("The past of tenant {} could not be folded", fold.tenant(), why);
        }
        leave(fold);
        places.remove(fold);
        fold.fail(why);
    }

    private void leave(PastFold fold) {
        lines.getOrDefault(fold.tenant(), new ArrayDeque<>()).remove(fold);
        fold.inLine(false);
        waiting--;
    }

    private synchronized void again(TenantId tenant) {
        if (ofTurn(tenant) != null) {
            workers.execute(() -> turn(tenant));
        } else {
            lines.remove(tenant);
        }
    }

    /// Gives up what nobody asked for so long.
    synchronized void dropUnused(Duration unused) {
        places.dropUnused(unused);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
