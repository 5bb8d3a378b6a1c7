package io.mandate.query.position;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads the read models of the caller's tenant: decides at the tenant's head whether the caller
/// may, waits for the position he asks for, pins one generation, and answers from one snapshot of the tables together
/// with the access index at the same position.
@Component
public final class ModelReads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JdbcClient sql;
    private final TransactionTemplate snapshot;
    private final ModelPositions positions;
    private final EventReader reader;
    private final LiveIndex live;
    private final StoreId store;

    ModelReads(
            JdbcClient sql,
            PlatformTransactionManager transactions,
            ModelPositions positions,
            EventReader reader,
            LiveIndex live,
            StoreId store) {
        this.sql = sql;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.positions = positions;
        this.reader = reader;
        this.live = live;
        this.store = store;
    }

    /// Answers a question about the caller's tenant.
    ///
    /// Refused with POSITION_UNKNOWN (a position of another store, or beyond the head) and NOT_PERMITTED;
    /// 503 where the position was not reached within 2 s.
    public <T> ModelAnswer<T> read(
            Caller caller, Permission permission, MinPosition atLeast, Function<ModelView, T> question) {
        TenantId tenant = caller.tenant();
        UserId user = caller.actor().id();
        long wanted =
                atLeast.position().map(position -> wanted(tenant, position)).orElse(0L);
        AccessView newest = live.atHead(tenant);
        Decision decision = permission.require(newest, user);
        awaitModels(tenant, wanted);
        ModelAnswer<T> answer = snapshot.execute(_ -> {
            ModelPositions.Standing standing = standing(tenant);
            ModelView view = new ModelView(
                    tenant, user, sql, standing.generation(), accessAt(tenant, standing.seq()), newest, decision);
            return answer(question.apply(view), standing);
        });
        if (answer == null) {
            throw new IllegalStateException("a transaction with an answer gave none");
        }
        return answer;
    }

    /// Decides at the head of the caller's tenant whether he may, for what is not in its read
    /// models; refused as [#read].
    public void require(Caller caller, Permission permission) {
        permission.require(live.atHead(caller.tenant()), caller.actor().id());
    }

    /// The same; and whether what he may reaches that record.
    public boolean reaches(Caller caller, Permission permission, RecordId record) {
        AccessView head = live.atHead(caller.tenant());
        permission.require(head, caller.actor().id());
        return permission.reaches(head, caller.actor().id(), record);
    }

    private <T> ModelAnswer<T> answer(T body, ModelPositions.Standing standing) {
        Position position = store.position(standing.seq());
        return new ModelAnswer<>(body, position, standing.parkedSeq() == null ? null : position);
    }

    private long wanted(TenantId tenant, Position position) {
        if (!position.store().equals(store.value())) {
            throw unknown(tenant, position);
        }
        boolean known = live.head(tenant) >= position.seq()
                || reader.head(tenant)
                        .filter(head -> head.seq() >= position.seq())
                        .isPresent();
        if (!known) {
            throw unknown(tenant, position);
        }
        return position.seq();
    }

    private RejectedException unknown(TenantId tenant, Position position) {
        long head = reader.head(tenant).map(Head::seq).orElse(0L);
        return new RejectedException(
                Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", store.position(head)));
    }

    private void awaitModels(TenantId tenant, long wanted) {
        if (wanted > 0 && !positions.await(tenant, () -> reached(tenant) >= wanted, PATIENCE)) {
            throw late(wanted, reached(tenant));
        }
    }

    private long reached(TenantId tenant) {
        return positions.read(sql, tenant).map(ModelPositions.Standing::seq).orElse(0L);
    }

    private ModelPositions.Standing standing(TenantId tenant) {
        Optional<ModelPositions.Standing> standing = positions.read(sql, tenant);
        return standing.orElseThrow(() -> new UnavailableException(
                "The read models are being made for the first time; ask again in a moment.", Map.of()));
    }

    /// The models may be ahead of this process's index, if another process writes them; never for long.
    private AccessView accessAt(TenantId tenant, long seq) {
        if (!live.await(tenant, seq, PATIENCE)) {
            throw late(seq, live.head(tenant));
        }
        return live.at(tenant, seq);
    }

    private UnavailableException late(long wanted, long reached) {
        return new UnavailableException(
                "What you ask for has not arrived here yet; ask again in a moment.",
                Map.of(
                        "position",
                        store.position(reached).toString(),
                        "wanted",
                        store.position(wanted).toString()));
    }
}
