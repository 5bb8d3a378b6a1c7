package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Up to where a replay has still to go, tenant by tenant. All of it is in the database, so that whoever goes on with a
/// replay begins where the one before ended.
final class Standings {
    private final JdbcClient sql;

    Standings(JdbcClient sql) {
        this.sql = sql;
    }

    /// The tenants that have not reached their end, with it. Those that are parked in the new generation are left out:
    /// they go no further.
    Map<TenantId, Long> missing(Replay replay, Generation live) {
        return replay.stopsAtTargets() ? toTargets(replay) : toLive(replay, live);
    }

    /// How many tenants stand before the models that are read, for whatever reason.
    long behind(Replay replay, Generation live) {
        return sql.sql("""
                        SELECT count(*) FROM mandate.projection_position l
                        LEFT JOIN mandate.projection_position m ON m.tenant = l.tenant AND m.generation = ?
                        WHERE l.generation = ? AND l.seq > coalesce(m.seq, 0)""")
                .params(replay.made().number(), live.number())
                .query(Long.class)
                .single();
    }

    private Map<TenantId, Long> toTargets(Replay replay) {
        return sql.sql("""
                        SELECT t.tenant, t.seq FROM mandate.replay_target t
                        LEFT JOIN mandate.projection_position m ON m.tenant = t.tenant AND m.generation = ?
                        WHERE t.replay = ? AND t.seq > coalesce(m.seq, 0) AND m.parked_seq IS NULL""").params(replay.made().number(), replay.id()).query(Standings::all);
    }

    /// Where the live models are parked, the new ones go on to the head if they can: that is what they are made for.
    /// Elsewhere they never pass the live ones, so that both can be brought to one position.
    private Map<TenantId, Long> toLive(Replay replay, Generation live) {
        String tenant = replay.tenant() == null ? null : replay.tenant().value();
        return sql.sql("""
                        SELECT e.tenant, e.seq FROM (
                          SELECT l.tenant, CASE WHEN l.parked_seq IS NOT NULL AND ? THEN h.seq ELSE l.seq END AS seq
                          FROM mandate.projection_position l JOIN mandate.tenant_head h ON h.tenant = l.tenant
                          WHERE l.generation = ? AND (?::text IS NULL OR l.tenant = ?)) e
                        LEFT JOIN mandate.projection_position m ON m.tenant = e.tenant AND m.generation = ?
                        WHERE e.seq > coalesce(m.seq, 0) AND m.parked_seq IS NULL""")
                .param(replay.whole())
                .param(live.number())
                .param(tenant)
                .param(tenant)
                .param(replay.made().number())
                .query(Standings::all);
    }

    private static Map<TenantId, Long> all(ResultSet row) throws SQLException {
        Map<TenantId, Long> all = new HashMap<>();
        while (row.next()) {
            all.put(new TenantId(row.getString(1)), row.getLong(2));
        }
        return all;
    }
}
