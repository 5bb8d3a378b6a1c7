package io.mandate.query.replay;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.projection.Projection;
import io.mandate.query.replay.ReplayRequest.UpTo;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.lead.Leadership;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes what somebody wants of replays: judged, noted in the access journal, stored, and left to whoever works.
@Component
class Replays {
    private final JdbcClient sql;
    private final JdbcTemplate plain;
    private final TransactionTemplate together;
    private final ReplayStore store;
    private final List<Projection> projections;
    private final TenantRegistry tenants;
    private final EventReader reader;
    private final StoreId storeId;
    private final AccessJournal journal;
    private final ReplayRunner runner;
    private final TenantReplays bounds;

    Replays(
            JdbcClient sql,
            DataSource source,
            PlatformTransactionManager transactions,
            List<Projection> projections,
            TenantRegistry tenants,
            EventReader reader,
            StoreId storeId,
            AccessJournal journal,
            ReplayRunner runner,
            TenantReplays bounds) {
        this.sql = sql;
        this.plain = new JdbcTemplate(source);
        this.together = new TransactionTemplate(transactions);
        this.store = new ReplayStore(sql);
        this.projections = List.copyOf(projections);
        this.tenants = tenants;
        this.reader = reader;
        this.storeId = storeId;
        this.journal = journal;
        this.runner = runner;
        this.bounds = bounds;
    }

    /// Asks for a replay. Refused with REPLAY_RUNNING, REPLAY_LIMIT, REPLAY_MODEL_UNKNOWN, REPLAY_MODEL_PERSONAL,
    /// TENANT_NOT_FOUND,
    /// POSITION_UNKNOWN.
    ///
    /// @param scope the only tenant that the caller may have made; null: any
    Replay ask(Caller caller, RequestFacts facts, @Nullable TenantId scope, ReplayRequest request) {
        TenantId tenant = tenant(scope, request.tenant());
        List<String> models = request.wantedModels(projections);
        UpTo upTo = request.upTo();
        Instant instant = upTo == null ? null : upTo.instant();
        if (instant != null) {
            requirePast(instant);
        }
        Map<TenantId, Long> positions =
                upTo == null || upTo.positions() == null ? Map.of() : positions(tenant, upTo.positions());
        Replay asked = new Replay(
                UUID.randomUUID().toString(),
                tenant,
                models,
                // One tenant's officer may not take the room of all others.
                scope == null ? request.wantedPace() : Pace.PACED,
                instant,
                upTo != null,
                new Replay.Asker(
                        caller.tenant(),
                        caller.actor().kind().name(),
                        caller.actor().id().value()),
                Instant.EPOCH,
                ReplayState.REQUESTED,
                null,
                null,
                false,
                false,
                tenant == null && models.size() == projections.size(),
                0,
                null,
                null,
                0,
                null);
        together.executeWithoutResult(_ -> {
            if (!store.add(asked, positions)) {
                throw new RejectedException(Rejection.of(RejectionCode.REPLAY_RUNNING));
            }
            if (TenantReplays.bind(asked)) {
                bounds.requireRoom(store, asked);
            }
            journal.record(noted(caller, facts, asked, "POST /v1/replays"));
        });
        wakeWhenCommitted();
        return find(scope, asked.id());
    }

    /// The replay of that id; what is out of scope was never there. Refused with REPLAY_NOT_FOUND.
    Replay find(@Nullable TenantId scope, String id) {
        return store.find(id)
                .filter(replay -> ReplayRights.sees(scope, replay))
                .orElseThrow(() -> new RejectedException(Rejection.of(RejectionCode.REPLAY_NOT_FOUND, "replay", id)));
    }

    List<Replay> page(@Nullable TenantId scope, @Nullable String before, int limit) {
        return store.page(scope, before, limit);
    }

    /// How it stands now.
    ReplayView view(Replay replay) {
        return views(List.of(replay)).getFirst();
    }

    /// How they stand now, asked for at once.
    List<ReplayView> views(List<Replay> replays) {
        if (replays.isEmpty()) {
            return List.of();
        }
        Map<String, ReplayProgress> progress = store.progress(replays);
        boolean worked = worked();
        return replays.stream()
                .map(replay -> ReplayView.of(replay, Objects.requireNonNull(progress.get(replay.id())), worked))
                .toList();
    }

    /// Whether some node works on replays at present.
    private boolean worked() {
        return Boolean.TRUE.equals(plain.execute((ConnectionCallback<Boolean>) Leadership.Over.REPLAYS::held));
    }

    /// Notes a wish, which whoever works grants within a second. Refused with REPLAY_NOT_POSSIBLE_NOW.
    Replay wish(Caller caller, RequestFacts facts, @Nullable TenantId scope, String id, Wish wish) {
        Replay replay = find(scope, id);
        together.executeWithoutResult(_ -> {
            if (replay.state().after(wish).isEmpty() || !store.wish(id, wish)) {
                throw notNow(replay, wish);
            }
            journal.record(noted(caller, facts, replay, "replay " + wish.name().toLowerCase(Locale.ROOT)));
        });
        wakeWhenCommitted();
        return find(scope, id);
    }

    /// Whoever works finds nothing before.
    private void wakeWhenCommitted() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            runner.wake();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                runner.wake();
            }
        });
    }

    private static RejectedException notNow(Replay replay, Wish wish) {
        List<ReplayState> possible = Arrays.stream(ReplayState.values())
                .filter(state -> state.after(wish).isPresent())
                .toList();
        return new RejectedException(Rejection.of(
                RejectionCode.REPLAY_NOT_POSSIBLE_NOW,
                "state",
                replay.wish() == null ? replay.state() : replay.state() + ", about to " + replay.wish(),
                "wish",
                wish,
                "possible",
                possible));
    }

    private @Nullable TenantId tenant(@Nullable TenantId scope, @Nullable TenantId wanted) {
        if (wanted == null) {
            return scope;
        }
        if ((scope != null && !scope.equals(wanted)) || !tenants.exists(wanted)) {
            throw new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", wanted));
        }
        return wanted;
    }

    private void requirePast(Instant instant) {
        Instant now = sql.sql("SELECT mandate.event_time()")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
        if (instant.isAfter(now)) {
            throw new RejectedException(Rejection.of(RejectionCode.INSTANT_IN_FUTURE, "instant", instant, "now", now));
        }
    }

    /// The ends of commits that these positions mean.
    private Map<TenantId, Long> positions(@Nullable TenantId only, Map<String, Position> written) {
        Map<TenantId, Long> positions = new HashMap<>();
        written.forEach((name, position) -> {
            TenantId tenant = new TenantId(name);
            if ((only != null && !only.equals(tenant)) || !tenants.exists(tenant)) {
                throw new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant));
            }
            long head = reader.head(tenant).map(Head::seq).orElse(0L);
            if (!position.store().equals(storeId.value()) || position.seq() > head) {
                throw new RejectedException(Rejection.of(
                        RejectionCode.POSITION_UNKNOWN, "position", position, "head", storeId.position(head)));
            }
            positions.put(tenant, reader.boundary(tenant, position.seq()));
        });
        return positions;
    }

    private static JournalEntry noted(Caller caller, RequestFacts facts, Replay replay, String what) {
        Map<String, String> said = new TreeMap<>();
        said.put("replay", replay.id());
        said.put("models", String.join(",", replay.models()));
        said.put("pace", replay.pace().name());
        if (replay.tenant() != null) {
            said.put("tenant", replay.tenant().value());
        }
        if (replay.upTo() != null) {
            said.put("upTo", replay.upTo().toString());
        }
        return JournalEntry.looked(
                caller.tenant(), JournalEntry.Kind.REPLAYED, caller.actor(), caller.token(), what, said, facts.ip());
    }
}
