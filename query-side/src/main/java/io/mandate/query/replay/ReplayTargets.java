package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The positions at which a replay stops, tenant by tenant, in their table.
final class ReplayTargets {
    private final JdbcClient sql;

    ReplayTargets(JdbcClient sql) {
        this.sql = sql;
    }

    /// Where it is to stop, for these tenants.
    void add(String replay, Map<TenantId, Long> upTo) {
        if (upTo.isEmpty()) {
            return;
        }
        List<Map.Entry<TenantId, Long>> entries = List.copyOf(upTo.entrySet());
        sql.sql("""
                        INSERT INTO mandate.replay_target (tenant, replay, seq)
                        SELECT t.tenant, ?, t.seq FROM unnest(?::text[], ?::bigint[]) AS t (tenant, seq)""")
                .params(
                        replay,
                        entries.stream().map(entry -> entry.getKey().value()).toArray(String[]::new),
                        entries.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .update();
    }

    /// Where it is to stop, for all other tenants: where the live models stand.
    void addLive(Replay replay, Generation live) {
        String tenant = replay.tenant() == null ? null : replay.tenant().value();
        sql.sql("""
                        INSERT INTO mandate.replay_target (tenant, replay, seq)
                        SELECT p.tenant, ?, p.seq FROM mandate.projection_position p
                        WHERE p.generation = ? AND (?::text IS NULL OR p.tenant = ?) ON CONFLICT DO NOTHING""")
                .param(replay.id())
                .param(live.number())
                .param(tenant)
                .param(tenant)
                .update();
    }

    void forget(String replay) {
        sql.sql("DELETE FROM mandate.replay_target WHERE replay = ?")
                .param(replay)
                .update();
    }
}
