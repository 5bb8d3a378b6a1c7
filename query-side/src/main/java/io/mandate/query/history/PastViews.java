package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.LiveIndex;
import io.mandate.live.Patience;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.InstantInFutureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Turns moments into positions and positions into views. Instants before the last known commit are
/// resolved in memory; more recent ones ask the store, which closes them, so that what is answered for
/// a moment never changes.
@Component
public class PastViews {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LiveIndex live;
    private final EventReader reader;
    private final StoreId store;

    PastViews(LiveIndex live, EventReader reader, StoreId store) {
        this.live = live;
        this.reader = reader;
        this.store = store;
    }

    /// The tenant at its newest position, at least at the one that the caller must see.
    public AccessView newest(TenantId tenant, MinPosition atLeast) {
        atLeast.position().ifPresent(position -> seq(tenant, position));
        return live.now(tenant);
    }

    /// The tenant at the head that it has in the store now, by which it is decided who may read of it what is
    /// read by people; refused as [#newest].
    public AccessView atHead(TenantId tenant, MinPosition atLeast) {
        atLeast.position().ifPresent(position -> seq(tenant, position));
        return live.atHead(tenant);
    }

    /// How much one request may ask of what is not kept in memory: all its moments share it.
    public Patience patience() {
        return live.patience();
    }

    /// As the other, for a request that asks about one moment.
    public AccessView at(TenantId tenant, AsOf moment) {
        return at(tenant, moment, patience());
    }

    /// The tenant at a moment.
    ///
    /// Refused with INSTANT_IN_FUTURE, or POSITION_UNKNOWN for a position of another store or beyond
    /// the head; 503 where this node does not know that far within 2 s, or it is not folded in time.
    public AccessView at(TenantId tenant, AsOf moment, Patience patience) {
        Instant instant = moment.instant();
        Position position = moment.position();
        if (instant != null) {
            return live.at(tenant, seqAt(tenant, instant), patience);
        }
        return position != null ? live.at(tenant, seq(tenant, position), patience) : live.now(tenant);
    }

    /// The last commit recorded at or before an instant, 0 before the first; refused and unavailable
    /// as [#at].
    public long seqAt(TenantId tenant, Instant instant) {
        return live.versions(tenant).seqAt(instant).orElseGet(() -> arrived(tenant, closed(tenant, instant)));
    }

    /// What a position stands for, known to this node; refused and unavailable as [#at].
    public long seq(TenantId tenant, Position position) {
        boolean ours = position.store().equals(store.value());
        if (ours && position.seq() <= live.head(tenant)) {
            return position.seq();
        }
        long head = reader.head(tenant).map(Head::seq).orElse(0L);
        if (!ours || position.seq() > head) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", store.position(head)));
        }
        return arrived(tenant, position.seq());
    }

    /// The tenant at a position that exists; one inside a commit is rounded down. 503 as [#at].
    AccessView at(TenantId tenant, long seq, Patience patience) {
        return live.at(tenant, arrived(tenant, seq), patience);
    }

    /// What there was in a tenant from a position on, at least up to another that exists. What is not
    /// kept in memory is folded from the store: refused with HISTORY_TOO_LONG if that is too much, and
    /// 503 if it is not there in time. Nothing may be asked beyond the second position: it may be
    /// known there or not.
    TenantVersions versions(TenantId tenant, long from, long atLeast) {
        arrived(tenant, atLeast);
        return live.versions(tenant, from, atLeast)
                .orElseThrow(() -> new RejectedException(Rejection.of(
                        RejectionCode.HISTORY_TOO_LONG, "events", atLeast, "most", live.mostFolded(tenant))));
    }

    /// All there was before what these versions keep, folded from the store; nothing if that is too much, and 503 if it
    /// is not there in time.
    Optional<TenantVersions> earlier(TenantId tenant, TenantVersions kept) {
        return live.versions(tenant, 0, kept.first());
    }

    /// Where the commits of a tenant begin and end, which is known of all of them, at least up to a
    /// position that exists.
    TenantVersions commits(TenantId tenant, long atLeast) {
        arrived(tenant, atLeast);
        return live.versions(tenant);
    }

    /// When the commit was recorded in which a position lies that is known here, 1 or more.
    public Instant recordedAt(TenantId tenant, long seq) {
        return live.versions(tenant).recordedAt(seq);
    }

    private long closed(TenantId tenant, Instant instant) {
        try {
            return reader.seqAt(tenant, instant);
        } catch (InstantInFutureException e) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.INSTANT_IN_FUTURE, "instant", instant, "now", e.now()));
        }
    }

    private long arrived(TenantId tenant, long seq) {
        if (live.head(tenant) < seq && !live.await(tenant, seq, PATIENCE)) {
            throw new UnavailableException(
                    "What you ask for has not arrived here yet; ask again in a moment.",
                    Map.of("position", store.position(live.head(tenant)).toString()));
        }
        return seq;
    }
}
