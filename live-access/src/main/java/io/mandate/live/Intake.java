package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.values.TenantId;
import io.mandate.live.FirstLook.Found;
import io.mandate.store.Commit;
import io.mandate.store.append.Head;
import io.mandate.store.follow.CommitListener;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import io.mandate.store.follow.UnreadableEventException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes into the index of this process, each commit once, whoever brings it first: the Follower,
/// whose listener this is; who holds a tenant's lock, or has just committed; and who asks about
/// something that nobody has looked at yet.
final class Intake implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int PAGE = 10_000;

    private final AccessIndex index;
    private final EventReader reader;
    private final Followed followed;
    private final Withheld withheld;
    private final Arrivals arrivals = new Arrivals();
    private final SparingLooks looks = new SparingLooks(Duration.ofSeconds(1));

    Intake(AccessIndex index, EventReader reader, Followed followed, Withheld withheld) {
        this.index = index;
        this.reader = reader;
        this.followed = followed;
        this.withheld = withheld;
    }

    void take(Commit commit) {
        if (index.apply(commit.tenant(), commit.events())) {
            followed.arrived(commit.tenant());
            arrivals.announce(commit.tenant());
        }
    }

    /// As [LiveIndex#bringToHead].
    void bringToHead(TenantId tenant, long head) {
        try {
            CatchUp.upTo(
                    head,
                    () -> index.head(tenant),
                    from -> reader.commits(tenant, from, PAGE, Personal.SEALED),
                    this::take);
        } catch (IllegalStateException | UnreadableEventException e) {
            LOG.error("Tenant {} cannot be folded beyond {}", tenant, index.head(tenant), e);
            throw new TenantUnavailableException(tenant, Followed.UNREADABLE);
        }
    }

    /// Brings a tenant to the head that it has in the store, if it is there.
    Found confirmHead(TenantId tenant) {
        long readAt = System.nanoTime();
        Optional<Head> head = reader.head(tenant);
        if (head.isEmpty()) {
            return Found.NOTHING;
        }
        bringToHead(tenant, head.get().seq());
        confirmed(tenant, readAt);
        return Found.TENANT;
    }

    /// The head is known to be the store's. Of a tenant that came while this process runs, it is looked at
    /// first whether it is withheld: it may have been imported with somebody who is to be erased before.
    private void confirmed(TenantId tenant, long readAtNanos) {
        if (followed.unseen(tenant)) {
            withheld.start();
        }
        followed.confirmed(tenant, readAtNanos);
    }

    /// The same, for whoever has done without an answer: where it fails, the first question asks again.
    void confirmedIfPossible(TenantId tenant, long readAtNanos) {
        try {
            confirmed(tenant, readAtNanos);
        } catch (RuntimeException e) {
            LOG.debug("Whether tenant {} is withheld could not be looked at", tenant, e);
        }
    }

    /// As [LiveIndex#lookForNews].
    void lookForNews() {
        try {
            looks.look(reader::heads, heads -> heads.forEach(this::takeFew));
        } catch (RuntimeException e) {
            LOG.debug("There could be no look for news", e);
        }
    }

    /// Whoever is far behind is being brought by the Follower, and is not waited for.
    private void takeFew(TenantId tenant, long head) {
        long behind = head - index.head(tenant);
        if (behind > 0 && behind <= PAGE && !followed.failing(tenant)) {
            try {
                bringToHead(tenant, head);
            } catch (TenantUnavailableException e) {
                LOG.debug("Tenant {} has news that cannot be taken", tenant, e);
            }
        }
    }

    /// As [LiveIndex#await].
    boolean await(TenantId tenant, long seq, Duration atMost) {
        return arrivals.await(tenant, () -> index.head(tenant) >= seq, atMost);
    }

    @Override
    public void onCommits(TenantId tenant, List<Commit> commits) {
        commits.forEach(this::take);
    }

    /// Commits of this process are folded when they are committed, and need not be read again.
    @Override
    public long known(TenantId tenant) {
        return index.head(tenant);
    }

    @Override
    public void onFailure(TenantId tenant, long afterSeq, RuntimeException failure) {
        if (followed.failed(tenant)) {
            LOG.error("Tenant {} is not served: what follows on {} cannot be folded", tenant, afterSeq, failure);
        }
    }

    @Override
    public void onConfirmed(TenantId tenant, long readAtNanos) {
        followed.goesOn(tenant);
        confirmedIfPossible(tenant, readAtNanos);
    }
}
