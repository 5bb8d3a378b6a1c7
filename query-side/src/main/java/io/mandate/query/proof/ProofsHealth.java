package io.mandate.query.proof;

import io.mandate.store.proof.AnchorStanding;
import io.mandate.store.proof.TreeKeeper;
import io.mandate.store.reach.StoreReach;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How the hash trees and anchors stand, in numbers: health names no tenant. Where a log does not fit its proofs, or
/// anchoring fails, the status is `DEGRADED`; the process itself stays healthy, for it answers. The log names tenants.
@Component("proofs")
final class ProofsHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");

    private final StoreReach store;
    private final JdbcClient database;
    private final TreeKeeper keeper;

    ProofsHealth(StoreReach store, JdbcClient database, TreeKeeper keeper) {
        this.store = store;
        this.database = database;
        this.keeper = keeper;
    }

    @Override
    public Health health() {
        if (!store.answers()) {
            return Health.down()
                    .withDetail("error", "the store does not answer")
                    .build();
        }
        try {
            return health(
                    keeper.broken().size(),
                    keeper.anchorFailure().isPresent(),
                    AnchorStanding.read(database),
                    keeper.leading());
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("error", e.getClass().getSimpleName())
                    .build();
        }
    }

    static Health health(int broken, boolean anchorFailing, AnchorStanding standing, boolean leading) {
        Health.Builder health = Health.status(broken > 0 || anchorFailing ? DEGRADED : Status.UP)
                .withDetail("leading", leading)
                .withDetail("eventsBehind", standing.eventsBehind())
                .withDetail("broken", broken)
                .withDetail("anchorFailing", anchorFailing)
                .withDetail("anchored", standing.anchored())
                .withDetail("waiting", standing.waiting())
                .withDetail("neverAnchored", standing.never())
                .withDetail("eventsNotAnchored", standing.eventsNotAnchored());
        standing.last().ifPresent(last -> health.withDetail("lastAnchorAt", last));
        standing.oldestWaiting().ifPresent(oldest -> health.withDetail("oldestWaitingAnchoredAt", oldest));
        return health.build();
    }
}
