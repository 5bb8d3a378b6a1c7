package io.mandate.live;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.ForgottenException;
import io.mandate.access.index.GapException;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.append.Head;
import io.mandate.store.follow.CommitListener;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import io.mandate.store.follow.Follower;
import io.mandate.store.follow.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [AccessIndex] of this process, kept at the head of the store.
///
/// Three feed it, and it takes each commit once, whoever comes first: the Follower, which hears of everybody's
/// commits; the gate, which brings a tenant to its head under the tenant's lock before it decides; and the gate
/// again, right after its own commit, so that this process answers from what it has just acknowledged. A tenant
/// whose history cannot be folded is not answered from at all, while the others go on.
public final class LiveIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveIndex.class);
    private static final int PAGE = 10_000;
    /// At the start, so many events are folded before what is old of them is forgotten.
    private static final long STRETCH = 200_000;

    private final AccessIndex index = new AccessIndex();
    private final Follower follower;
    private final EventReader reader;
    private final Freshness freshness;
    private final FirstLook firstLook = new FirstLook(Duration.ofSeconds(1));
    private final Arrivals arrivals = new Arrivals();
    private final Map<TenantId, String> failures = new ConcurrentHashMap<>();
    private final @Nullable Snapshots snapshots;
    private final Forgetting forgetting;
    private final FoldedPasts pasts;
    private final FoldLimits limits;
    private volatile @Nullable Subscription subscription;

    /// @param maxStaleness how long after the last confirmation of the head a tenant is still answered from
    public LiveIndex(Follower follower, EventReader reader, Duration maxStaleness) {
        this(follower, reader, maxStaleness, null, Duration.ZERO, IndexHistory.ALL, FoldLimits.DEFAULT);
    }

    /// @param file where the index is kept between two runs; null: nowhere
    /// @param every how long something new waits at most to be written there
    /// @param history how far back every version is kept
    /// @param limits of folding what is not kept
    LiveIndex(
            Follower follower,
            EventReader reader,
            Duration maxStaleness,
            @Nullable IndexFile file,
            Duration every,
            IndexHistory history,
            FoldLimits limits) {
        this.follower = follower;
        this.reader = reader;
        this.freshness = new Freshness(maxStaleness);
        this.limits = limits;
        this.pasts = new FoldedPasts(reader, limits);
        this.forgetting = new Forgetting(index, history, InstantSource.system(), pasts::dropUnused);
        this.snapshots = file == null ? null : new Snapshots(file, index, every, forgetting::enough);
    }

    /// Folds all tenants up to their present heads, then follows. Returns when that is done; a tenant that cannot
    /// be folded does not hold up the others.
    public void start() {
        Map<TenantId, Long> heads = reader.heads();
        if (snapshots != null) {
            snapshots.restore(heads, reader);
        }
        heads.forEach(this::foldAtStart);
        Map<TenantId, Long> reached = new ConcurrentHashMap<>();
        heads.keySet().forEach(tenant -> reached.put(tenant, index.head(tenant)));
        subscription = follower.follow(reached, Personal.SEALED, new Feed());
        if (snapshots != null) {
            snapshots.start();
        }
        forgetting.start();
    }

    /// The tenant at the newest position this process knows.
    ///
    /// @throws TenantUnavailableException if its history could not be followed, or was not confirmed for too long
    public AccessView now(TenantId tenant) {
        requireFollowed(tenant);
        return index.now(tenant);
    }

    /// The tenant at a position, which must not lie beyond [#head(TenantId)]; one inside a commit is rounded down. What
    /// is not kept in memory is folded from the store, and waited for.
    ///
    /// @throws TenantUnavailableException as in [#now], or if it is not folded in time
    public AccessView at(TenantId tenant, long seq) {
        requireFollowed(tenant);
        try {
            return index.at(tenant, seq);
        } catch (ForgottenException _) {
            return pasts.at(tenant, index.versions(tenant).before(seq + 1));
        }
    }

    /// What is kept of a tenant's past, up to the newest position this process knows.
    ///
    /// @throws TenantUnavailableException as in [#now]
    public TenantVersions versions(TenantId tenant) {
        requireFollowed(tenant);
        return index.versions(tenant);
    }

    /// What there was in a tenant from a position on, up to the newest position this process knows;
    /// folded from the store where not all of it is kept in memory. Empty if that would be more than
    /// [#mostFolded] events.
    ///
    /// @throws TenantUnavailableException as in [#at]
    public Optional<TenantVersions> versions(TenantId tenant, long from) {
        TenantVersions kept = versions(tenant);
        if (kept.first() <= from) {
            return Optional.of(kept);
        }
        return kept.head() > limits.events() ? Optional.empty() : Optional.of(pasts.whole(tenant, kept.head()));
    }

    /// Of how many events every version is folded from the store at most.
    public long mostFolded() {
        return limits.events();
    }

    /// The newest position this process knows, 0 before the first commit.
    public long head(TenantId tenant) {
        return index.head(tenant);
    }

    /// How long ago the head of that tenant was last confirmed to be the store's.
    public Duration age(TenantId tenant) {
        return freshness.age(tenant);
    }

    /// The index itself, for whoever holds the tenant's lock and has brought it to the head.
    public AccessIndex index() {
        return index;
    }

    /// Folds what is missing up to a head that was read under the tenant's lock, so that decisions under that lock
    /// are decisions at the head.
    ///
    /// @throws TenantUnavailableException if an event cannot be read or does not fit
    public void bringToHead(TenantId tenant, long head) {
        try {
            CatchUp.upTo(
                    head,
                    () -> index.head(tenant),
                    from -> reader.commits(tenant, from, PAGE, Personal.SEALED),
                    this::take);
        } catch (IllegalStateException e) {
            LOG.error("Tenant {} cannot be folded beyond {}", tenant, index.head(tenant), e);
            throw new TenantUnavailableException(tenant, UNREADABLE);
        }
    }

    /// Takes what this process has just committed, so that its next answer knows of it.
    ///
    /// It confirms the head: whatever is missing here was committed later, under the same lock. So a tenant
    /// that has just been registered is answered from before the Follower has looked at it.
    ///
    /// @param begunAtNanos [System#nanoTime] before the change began
    public void published(Commit commit, long begunAtNanos) {
        try {
            take(commit);
            freshness.confirmed(commit.tenant(), begunAtNanos);
        } catch (GapException _) {
            // Somebody else's commit lies between: the Follower is bringing both.
            Subscription running = subscription;
            if (running != null) {
                running.wake();
            }
        }
    }

    /// Waits until a position is known here, at most so long; false if it was not in time.
    public boolean await(TenantId tenant, long seq, Duration atMost) {
        return arrivals.await(tenant, () -> index.head(tenant) >= seq, atMost);
    }

    /// The tenants that are not answered from at present.
    public Map<TenantId, String> failures() {
        return Map.copyOf(failures);
    }

    /// How many known events are not folded yet.
    public long lag() {
        Subscription running = subscription;
        return running == null ? 0 : running.lag();
    }

    /// How it stands, for whoever watches this process.
    public IndexStanding standing() {
        Set<TenantId> known = new HashSet<>(freshness.tenants());
        Set<TenantId> failed = Set.copyOf(failures.keySet());
        known.addAll(failed);
        Duration oldest = Duration.ZERO;
        long stale = 0;
        for (TenantId tenant : known) {
            Duration age = freshness.age(tenant);
            oldest = age.compareTo(oldest) > 0 ? age : oldest;
            stale += !failed.contains(tenant) && freshness.tooOld(tenant) ? 1 : 0;
        }
        return new IndexStanding(
                known.size(), known.size() - stale - failed.size(), stale, failed.size(), lag(), oldest);
    }

    @Override
    public void close() {
        Subscription running = subscription;
        if (running != null) {
            running.close();
        }
        forgetting.close();
        pasts.close();
        if (snapshots != null) {
            snapshots.close();
        }
    }

    private static final String UNREADABLE =
            "The history of this tenant cannot be followed at present; its operator has been told.";

    private void foldAtStart(TenantId tenant, long head) {
        long readAt = System.nanoTime();
        try {
            do {
                bringToHead(tenant, Math.min(head, index.head(tenant) + STRETCH));
                forgetting.one(tenant);
            } while (index.head(tenant) < head);
            freshness.confirmed(tenant, readAt);
        } catch (RuntimeException e) {
            LOG.error("Tenant {} is not served: its history could not be folded", tenant, e);
            failures.put(tenant, UNREADABLE);
        }
    }

    private void requireFollowed(TenantId tenant) {
        String failure = failures.get(tenant);
        if (failure != null) {
            throw new TenantUnavailableException(tenant, failure);
        }
        if (freshness.tooOld(tenant) && !seenNow(tenant)) {
            throw new TenantUnavailableException(
                    tenant, "The store could not be reached for too long; answers would be out of date.");
        }
    }

    /// The Follower looks at all tenants again and again. One that began between two looks is asked for by itself.
    private boolean seenNow(TenantId tenant) {
        return freshness.unseen(tenant)
                && firstLook.at(tenant, () -> !freshness.unseen(tenant), () -> confirmHead(tenant));
    }

    private boolean confirmHead(TenantId tenant) {
        long readAt = System.nanoTime();
        try {
            Optional<Head> head = reader.head(tenant);
            head.ifPresent(found -> {
                bringToHead(tenant, found.seq());
                freshness.confirmed(tenant, readAt);
            });
            return head.isPresent();
        } catch (RuntimeException e) {
            LOG.debug("Tenant {} could not be looked at", tenant, e);
            return false;
        }
    }

    private void take(Commit commit) {
        if (index.apply(commit.tenant(), commit.events())) {
            arrivals.announce(commit.tenant());
        }
    }

    /// What the Follower delivers.
    private final class Feed implements CommitListener {
        @Override
        public void onCommits(TenantId tenant, List<Commit> commits) {
            commits.forEach(LiveIndex.this::take);
        }

        /// Commits of this process are folded when they are committed, and need not be read again.
        @Override
        public long known(TenantId tenant) {
            return index.head(tenant);
        }

        @Override
        public void onFailure(TenantId tenant, long afterSeq, RuntimeException failure) {
            if (failures.put(tenant, UNREADABLE) == null) {
                LOG.error("Tenant {} is not served: what follows on {} cannot be folded", tenant, afterSeq, failure);
            }
        }

        @Override
        public void onConfirmed(TenantId tenant, long readAtNanos) {
            failures.remove(tenant);
            freshness.confirmed(tenant, readAtNanos);
        }
    }
}
