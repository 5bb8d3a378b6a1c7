package io.mandate.live;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.ForgottenException;
import io.mandate.access.index.GapException;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.values.TenantId;
import io.mandate.live.FirstLook.Found;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import io.mandate.store.follow.Follower;
import io.mandate.store.follow.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [AccessIndex] of this process, kept at the head of the store.
///
/// Three feed it, and it takes each commit once, whoever comes first: the Follower, which hears of
/// everybody's commits; the gate, which brings a tenant to its head under the tenant's lock before it
/// decides; and the gate again, right after its own commit, so that this process answers from what it
/// has just acknowledged. A tenant whose history cannot be folded is not answered from at all, while
/// the others go on.
public final class LiveIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveIndex.class);
    /// At the start, so many events are folded before what is old of them is forgotten.
    private static final long STRETCH = 200_000;

    private final AccessIndex index = new AccessIndex();
    private final Follower follower;
    private final EventReader reader;
    private final Followed followed;
    private final Intake intake;
    private final Function<TenantId, Found> look;
    private final @Nullable Snapshots snapshots;
    private final Forgetting forgetting;
    private final FoldedPasts pasts;
    private final Withheld withheld;
    private volatile @Nullable Subscription subscription;

    /// @param maxStaleness how long after the last confirmation of the head a tenant is still answered
    ///     from
    public LiveIndex(Follower follower, EventReader reader, Duration maxStaleness) {
        this(
                follower,
                reader,
                maxStaleness,
                null,
                Duration.ZERO,
                IndexHistory.ALL,
                FoldLimits.DEFAULT,
                new Withheld(Set::of));
    }

    /// @param file where the index is kept between two runs; null: nowhere
    /// @param every how long something new waits at most to be written there
    /// @param history how far back every version is kept
    /// @param limits of folding what is not kept
    /// @param withheld the tenants that are not answered from for another reason
    LiveIndex(
            Follower follower,
            EventReader reader,
            Duration maxStaleness,
            @Nullable IndexFile file,
            Duration every,
            IndexHistory history,
            FoldLimits limits,
            Withheld withheld) {
        this.follower = follower;
        this.reader = reader;
        this.followed = new Followed(maxStaleness);
        this.withheld = withheld;
        this.intake = new Intake(index, reader, followed, withheld);
        this.look = intake::confirmHead; // once: every question passes it on
        this.pasts = new FoldedPasts(reader, limits);
        this.forgetting = new Forgetting(index, history, InstantSource.system(), pasts::dropUnused);
        this.snapshots = file == null ? null : new Snapshots(file, index, every, forgetting::enough);
    }

    /// Folds all tenants up to their present heads, then follows. Returns when that is done; a tenant
    /// that cannot be folded does not hold up the others.
    public void start() {
        Map<TenantId, Long> heads = reader.heads();
        withheld.start(); // once for all of these
        if (snapshots != null) {
            snapshots.restore(heads, reader);
        }
        heads.forEach(this::foldAtStart);
        Map<TenantId, Long> reached = new ConcurrentHashMap<>();
        heads.keySet().forEach(tenant -> reached.put(tenant, index.head(tenant)));
        subscription = follower.follow(reached, Personal.SEALED, intake);
        if (snapshots != null) {
            snapshots.start();
        }
        forgetting.start();
    }

    /// The tenant at the newest position this process knows; an empty one where the store has no such
    /// tenant.
    ///
    /// @throws TenantUnavailableException if its history could not be followed, or was not confirmed
    ///     for too long
    public AccessView now(TenantId tenant) {
        require(tenant);
        return index.now(tenant);
    }

    /// The tenant at the head that it has in the store at this moment, for what is decided about who may read what is
    /// kept of it: one statement, and whatever another process has committed meanwhile.
    ///
    /// @throws TenantUnavailableException as in [#now]
    public AccessView atHead(TenantId tenant) {
        require(tenant);
        intake.confirmHead(tenant);
        return index.now(tenant);
    }

    /// How much one request may ask of what is not kept in memory: all its questions share it.
    public Patience patience() {
        return pasts.patience();
    }

    /// As the other, for a request with one question.
    public AccessView at(TenantId tenant, long seq) {
        return at(tenant, seq, patience());
    }

    /// The tenant at a position, which must not lie beyond [#head(TenantId)]; one inside a commit is
    /// rounded down. What is not kept in memory is folded from the store, and waited for.
    ///
    /// @throws TenantUnavailableException as in [#now], or if it is not folded in time
    public AccessView at(TenantId tenant, long seq, Patience patience) {
        require(tenant);
        try {
            return index.at(tenant, seq);
        } catch (ForgottenException _) {
            return pasts.at(tenant, index.versions(tenant).before(seq + 1), patience);
        }
    }

    /// What is kept of a tenant's past, up to the newest position this process knows.
    ///
    /// @throws TenantUnavailableException as in [#now]
    public TenantVersions versions(TenantId tenant) {
        require(tenant);
        return index.versions(tenant);
    }

    /// What there was in a tenant from a position on, at least up to another that is known here;
    /// folded from the store where not all of it is kept in memory. Empty if more than the first
    /// [#mostFolded] events would have to be folded, or they hold more than as many events about users.
    ///
    /// @throws TenantUnavailableException as in [#at]
    public Optional<TenantVersions> versions(TenantId tenant, long from, long until) {
        TenantVersions kept = versions(tenant);
        if (kept.first() <= from) {
            return Optional.of(kept);
        }
        return pasts.whole(tenant, until, patience());
    }

    /// Of how many events of a tenant every version is folded from the store at most: fewer where they were found to
    /// hold too much.
    public long mostFolded(TenantId tenant) {
        return pasts.most(tenant);
    }

    /// The newest position this process knows, 0 before the first commit.
    public long head(TenantId tenant) {
        return index.head(tenant);
    }

    /// How long ago the head of that tenant was last confirmed to be the store's.
    public Duration age(TenantId tenant) {
        return followed.age(tenant);
    }

    /// The index itself, for whoever holds the tenant's lock and has brought it to the head.
    public AccessIndex index() {
        return index;
    }

    /// Folds what is missing up to a head that was read under the tenant's lock, so that decisions
    /// under that lock are decisions at the head.
    ///
    /// @throws TenantUnavailableException if an event cannot be read or does not fit
    public void bringToHead(TenantId tenant, long head) {
        intake.bringToHead(tenant, head);
    }

    /// Takes what this process has just committed, so that its next answer knows of it.
    ///
    /// It confirms the head: whatever is missing here was committed later, under the same lock. So a
    /// tenant that has just been registered is answered from before the Follower has looked at it.
    ///
    /// @param begunAtNanos [System#nanoTime] before the change began
    public void published(Commit commit, long begunAtNanos) {
        try {
            intake.take(commit);
            intake.confirmedIfPossible(commit.tenant(), begunAtNanos);
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
        return intake.await(tenant, seq, atMost);
    }

    /// The tenants that are not answered from at present.
    public Map<TenantId, String> failures() {
        return followed.failures();
    }

    /// Refuses while somebody lives on in a restored or imported tenant who was erased since.
    ///
    /// @throws TenantUnavailableException if so
    public void requireNotWithheld(TenantId tenant) {
        if (withheld.tenants().contains(tenant)) {
            throw new TenantUnavailableException(tenant, ERASING);
        }
    }

    /// How many known events are not folded yet.
    public long lag() {
        Subscription running = subscription;
        return running == null ? 0 : running.lag();
    }

    /// How it stands, for whoever watches this process.
    public IndexStanding standing() {
        return followed.standing(lag(), withheld.tenants());
    }

    /// Looks once more at how far all tenants have come, and takes what is new, for whoever shows a
    /// token that may have been issued a moment ago on another node. Anybody can show one that nobody
    /// knows, so this is done sparingly, and not each time.
    public void lookForNews() {
        intake.lookForNews();
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

    private static final String ERASING = "This tenant was restored from a backup or imported, and not everything that"
            + " was erased since is erased in it yet; ask again in a moment.";

    private void foldAtStart(TenantId tenant, long head) {
        long readAt = System.nanoTime();
        try {
            do {
                bringToHead(tenant, Math.min(head, index.head(tenant) + STRETCH));
                forgetting.one(tenant);
            } while (index.head(tenant) < head);
            followed.confirmed(tenant, readAt);
        } catch (RuntimeException e) {
            LOG.error("Tenant {} is not served: its history could not be folded", tenant, e);
            followed.failed(tenant);
        }
    }

    private void require(TenantId tenant) {
        followed.require(tenant, look); // first: what was never looked at shows there whether it is withheld
        requireNotWithheld(tenant);
    }
}
