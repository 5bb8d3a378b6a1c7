package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.work.Pause;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// One subscription: a thread that takes each tenant a page further until none lags, and then waits for news.
final class Delivery implements Subscription, HeadWatch.News {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int PAGE = 1_000;
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

    private final HeadWatch watch;
    private final EventReader reader;
    private final EventReader.Personal personal;
    private final CommitListener listener;
    private final Map<TenantId, Long> positions;
    private final Map<TenantId, Retry> failing = new ConcurrentHashMap<>();
    private final Consumer<Delivery> onClose;
    private final Pause pause = new Pause();
    private final Set<TenantId> lagging = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private long confirmedLook = Long.MIN_VALUE;

    /// When a tenant that fails is tried again.
    private record Retry(long at, long afterPause) {
        Retry next() {
            long doubled = Math.min(2 * afterPause, LONGEST_PAUSE);
            return new Retry(System.nanoTime() + doubled, doubled);
        }

        static Retry first() {
            return new Retry(System.nanoTime() + SHORTEST_PAUSE, SHORTEST_PAUSE);
        }

        boolean due() {
            return System.nanoTime() - at >= 0;
        }
    }

    Delivery(
            HeadWatch watch,
            EventReader reader,
            EventReader.Personal personal,
            CommitListener listener,
            Map<TenantId, Long> start,
            Consumer<Delivery> onClose) {
        this.watch = watch;
        this.reader = reader;
        this.personal = personal;
        this.listener = listener;
        this.positions = new ConcurrentHashMap<>(start);
        this.onClose = onClose;
        this.thread = Thread.ofPlatform().daemon().name("mandate-follower").unstarted(this::run);
    }

    void start() {
        watch.onNews(this);
        lagging.addAll(watch.heads().keySet());
        thread.start();
    }

    private void run() {
        while (!pause.ended()) {
            try {
                long began = System.nanoTime();
                if (!round()) {
                    pause.await(SHORTEST_PAUSE);
                    pause.rest(began + listener.gatherNanos() - System.nanoTime());
                }
            } catch (DataAccessException | TransactionException e) {
                // The database is away, which no tenant is to blame for.
                LOG.warn("Commits could not be read and are tried again: {}", e.toString());
                pause.await(SHORTEST_PAUSE);
            } catch (RuntimeException e) {
                LOG.error("A round of delivering commits failed and is tried again", e);
                pause.await(SHORTEST_PAUSE);
            }
        }
    }

    /// Takes every tenant that lags one page further; false where none does.
    private boolean round() {
        boolean looked = watch.looked();
        long look = watch.lookedAt();
        boolean more = false;
        for (TenantId tenant : List.copyOf(lagging)) {
            if (pause.ended()) {
                return false;
            }
            // Taken out before the head is read, so that news that come meanwhile put it in again.
            lagging.remove(tenant);
            if (advance(tenant, watch.heads().getOrDefault(tenant, 0L))) {
                lagging.add(tenant);
                more = true;
            }
        }
        lagging.addAll(failing.keySet());
        if (looked && look != confirmedLook) {
            confirm(look);
            confirmedLook = look;
        }
        return more;
    }

    private void confirm(long look) {
        watch.heads().forEach((tenant, head) -> {
            if (position(tenant) >= head) {
                listener.onConfirmed(tenant, look);
            }
        });
    }

    private boolean advance(TenantId tenant, long head) {
        long position = positions.merge(tenant, listener.known(tenant), Math::max);
        if (position >= head) {
            failing.remove(tenant);
            return false;
        }
        Retry retry = failing.get(tenant);
        if (retry != null && !retry.due()) {
            return false;
        }
        try {
            List<Commit> commits = read(tenant, position);
            requireNoGap(tenant, position, commits);
            listener.onCommits(tenant, commits);
            positions.put(tenant, commits.getLast().lastSeq());
            failing.remove(tenant);
            return commits.getLast().lastSeq() < head;
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException e) {
            // Not the tenant's fault: the database is away.
            lagging.add(tenant);
            throw e;
        } catch (RuntimeException e) {
            fail(tenant, position, retry, e);
            return false;
        }
    }

    /// The next page, or what of it comes before an event that cannot be read.
    private List<Commit> read(TenantId tenant, long position) {
        try {
            return reader.commits(tenant, position, PAGE, personal);
        } catch (UnreadableEventException e) {
            if (e.seq() == position + 1) {
                throw e;
            }
            LOG.debug("The page of tenant {} after {} holds an event that cannot be read", tenant, position, e);
            return reader.commits(tenant, position, 1, personal);
        }
    }

    private static void requireNoGap(TenantId tenant, long position, List<Commit> commits) {
        long expected = position + 1;
        for (Commit commit : commits) {
            if (commit.firstSeq() != expected) {
                throw new IllegalStateException(
                        "tenant " + tenant + " has a gap before " + commit.firstSeq() + ", expected " + expected);
            }
            expected = commit.lastSeq() + 1;
        }
        if (commits.isEmpty()) {
            throw new IllegalStateException("tenant " + tenant + " has a head beyond its events, at " + position);
        }
    }

    private void fail(TenantId tenant, long position, @Nullable Retry retry, RuntimeException failure) {
        if (retry == null) {
            LOG.error("Tenant {} cannot go on after position {}", tenant, position, failure);
        }
        failing.put(tenant, retry == null ? Retry.first() : retry.next());
        listener.onFailure(tenant, position, failure);
    }

    @Override
    public void moved(TenantId tenant) {
        lagging.add(tenant);
    }

    @Override
    public void looked() {
        pause.wake();
    }

    @Override
    public long position(TenantId tenant) {
        return positions.getOrDefault(tenant, 0L);
    }

    @Override
    public long lag() {
        long lag = 0;
        for (Map.Entry<TenantId, Long> head : watch.heads().entrySet()) {
            lag += Math.max(0, head.getValue() - position(head.getKey()));
        }
        return lag;
    }

    @Override
    public int failing() {
        return failing.size();
    }

    @Override
    public void wake() {
        pause.wake();
    }

    @Override
    public void close() {
        watch.forget(this);
        pause.end();
        if (!Thread.currentThread().equals(thread)) {
            HeadWatch.join(thread);
        }
        onClose.accept(this);
    }
}
