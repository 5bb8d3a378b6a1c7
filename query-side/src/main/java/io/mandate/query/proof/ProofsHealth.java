package io.mandate.query.proof;

import io.mandate.store.proof.TreeKeeper;
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

    private final JdbcClient database;
    private final TreeKeeper keeper;

    ProofsHealth(JdbcClient database, TreeKeeper keeper) {
        this.database = database;
        this.keeper = keeper;
    }

    /// Tenants by class.
    ///
    /// @param anchored whose newest tree is anchored
    /// @param waiting who have been anchored before, and have newer events since
    /// @param never who were never anchored
    /// @param unanchoredEvents of all of them
    record Anchors(long anchored, long waiting, long never, long unanchoredEvents) {}

    @Override
    public Health health() {
        try {
            return health(
                    keeper.broken().size(), keeper.anchorFailure().isPresent(), behind(), anchors(), keeper.leading());
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("error", e.getClass().getSimpleName())
                    .build();
        }
    }

    static Health health(int broken, boolean anchorFailing, long behind, Anchors anchors, boolean leading) {
        return Health.status(broken > 0 || anchorFailing ? DEGRADED : Status.UP)
                .withDetail("leading", leading)
                .withDetail("eventsBehind", behind)
                .withDetail("broken", broken)
                .withDetail("anchorFailing", anchorFailing)
                .withDetail("anchored", anchors.anchored())
                .withDetail("waiting", anchors.waiting())
                .withDetail("neverAnchored", anchors.never())
                .withDetail("eventsNotAnchored", anchors.unanchoredEvents())
                .build();
    }

    private long behind() {
        return database.sql("""
                        select coalesce(sum(h.seq - coalesce(t.size, 0)), 0)
                        from mandate.tenant_head h left join mandate.proof_tree t using (tenant)""").query(Long.class).single();
    }

    private Anchors anchors() {
        return database.sql("""
                        select count(*) filter (where anchored_at is not null and size <= anchored_size),
                          count(*) filter (where anchored_at is not null and size > anchored_size),
                          count(*) filter (where anchored_at is null),
                          coalesce(sum(size - anchored_size), 0)
                        from mandate.proof_tree""")
                .query((row, _) -> new Anchors(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }
}
