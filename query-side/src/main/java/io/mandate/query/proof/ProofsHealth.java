package io.mandate.query.proof;

import io.mandate.store.proof.TreeKeeper;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far the hash trees are, and when each tenant was last anchored, those that wait longest first. A tenant whose
/// log does not fit its proofs does not make the node unhealthy; it is named here and in the log.
@Component("proofs")
final class ProofsHealth implements HealthIndicator {
    private static final int MOST = 100;

    private final JdbcClient database;
    private final TreeKeeper keeper;

    ProofsHealth(JdbcClient database, TreeKeeper keeper) {
        this.database = database;
        this.keeper = keeper;
    }

    /// @param size the position that was anchored last
    /// @param unanchored how many events are newer
    record LastAnchor(long size, @Nullable String at, long unanchored) {}

    @Override
    public Health health() {
        try {
            return Health.up()
                    .withDetail("leading", keeper.leading())
                    .withDetail("eventsBehind", behind())
                    .withDetail("broken", keeper.broken())
                    .withDetail("anchorFailure", keeper.anchorFailure().orElse(""))
                    .withDetail("lastAnchors", anchors())
                    .build();
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("error", e.getClass().getSimpleName())
                    .build();
        }
    }

    private long behind() {
        return database.sql("""
                        select coalesce(sum(h.seq - coalesce(t.size, 0)), 0)
                        from mandate.tenant_head h left join mandate.proof_tree t using (tenant)""").query(Long.class).single();
    }

    private Map<String, LastAnchor> anchors() {
        Map<String, LastAnchor> anchors = new LinkedHashMap<>();
        database.sql("""
                        select tenant, anchored_size, anchored_at, size - anchored_size from mandate.proof_tree
                        order by size > anchored_size desc, anchored_at nulls first, tenant limit ?""").param(MOST).query((java.sql.ResultSet row) -> {
            OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
            anchors.put(
                    row.getString(1),
                    new LastAnchor(
                            row.getLong(2), at == null ? null : at.toInstant().toString(), row.getLong(4)));
        });
        return anchors;
    }
}
