package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.replay.ReplayState.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Replays in their table, as any node finds them, asks for them and wishes something of them. What becomes of one is
/// noted by the node that works: [ReplaySteps].
final class ReplayStore {
    private static final String UNFINISHED = "finished_at IS NULL";
    /// Whoever asks for a replay has this advisory lock until it is asked for, so that a tenant and an operator do not
    /// both find the place free.
    private static final long ASKING = 0x4d_52_41_53_4bL; // "MRASK"

    private final JdbcClient sql;

    ReplayStore(JdbcClient sql) {
        this.sql = sql;
    }

    /// Asks for a replay; false where another one is not finished. Operators go first: what a tenant asked for is about
    /// to be abandoned then.
    boolean add(Replay replay, Map<TenantId, Long> upTo) {
        sql.sql("SELECT pg_advisory_xact_lock(?)").param(ASKING).query().singleRow();
        if (replay.asker().operator()) {
            sql.sql("UPDATE mandate.replay SET wish = 'ABANDON', failure = ? WHERE asked_tenant <> ? AND " + UNFINISHED)
                    .params(
                            "an operator asked for a replay",
                            replay.asker().tenant().value())
                    .update();
        } else if (unfinished().isPresent()) {
            return false;
        }
        try {
            sql.sql("""
                            INSERT INTO mandate.replay (id, tenant, models, pace, up_to, bounded, whole,
                              asked_tenant, asked_kind, asked_by)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(replay.id())
                    .param(text(replay.tenant()))
                    .param(replay.models().toArray(String[]::new))
                    .param(replay.pace().name())
                    .param(replay.upTo() == null ? null : replay.upTo().atOffset(ZoneOffset.UTC))
                    .param(replay.bounded())
                    .param(replay.whole())
                    .param(replay.asker().tenant().value())
                    .param(replay.asker().kind())
                    .param(replay.asker().id())
                    .update();
        } catch (DuplicateKeyException _) {
            return false;
        }
        new ReplayTargets(sql).add(replay.id(), upTo);
        return true;
    }

    /// Forgets the rows that were listed for replays that are over for long; who replayed what is kept.
    void prune() {
        for (String table : List.of("replay_difference", "replay_comparison", "replay_target")) {
            sql.sql("DELETE FROM mandate." + table + """
                             d USING mandate.replay r WHERE r.id = d.replay
                            AND r.finished_at < clock_timestamp() - interval '30 days'""").update();
        }
    }

    Optional<Replay> find(String id) {
        return sql.sql("SELECT * FROM mandate.replay WHERE id = ?")
                .param(id)
                .query((row, _) -> ReplayRow.read(row))
                .optional();
    }

    /// When the tenant of a replay had asked for another for the so many-th time before, if that is not longer ago.
    Optional<Instant> askedBefore(Replay replay, int times, Duration within) {
        return sql.sql("""
                        SELECT asked_at FROM mandate.replay
                        WHERE asked_tenant = ? AND id <> ? AND asked_at > clock_timestamp() - make_interval(secs => ?)
                        ORDER BY asked_at DESC OFFSET ? LIMIT 1""")
                .params(replay.asker().tenant().value(), replay.id(), within.toSeconds(), times - 1)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /// How long ago it was asked for, by the clock of the database.
    Duration age(Replay replay) {
        return sql.sql("SELECT (extract(epoch FROM clock_timestamp() - asked_at) * 1000)::bigint"
                        + " FROM mandate.replay WHERE id = ?")
                .param(replay.id())
                .query((row, _) -> Duration.ofMillis(row.getLong(1)))
                .single();
    }

    /// What to work on: first what only has to be ended, then what operators asked for.
    Optional<Replay> unfinished() {
        return sql.sql("SELECT * FROM mandate.replay WHERE " + UNFINISHED
                        + " ORDER BY wish IS NOT DISTINCT FROM 'ABANDON' DESC, asked_tenant = 'system' DESC LIMIT 1")
                .query((row, _) -> ReplayRow.read(row))
                .optional();
    }

    /// The newest first; of one tenant's own only, or of all.
    ///
    /// @param before only those asked for before this one
    List<Replay> page(@Nullable TenantId tenant, @Nullable String before, int limit) {
        return sql.sql("""
                        SELECT r.* FROM mandate.replay r
                        WHERE (?::text IS NULL OR r.tenant = ?)
                          AND (?::text IS NULL OR (r.asked_at, r.id) < (
                            SELECT b.asked_at, b.id FROM mandate.replay b WHERE b.id = ?))
                        ORDER BY r.asked_at DESC, r.id DESC LIMIT ?""")
                .param(text(tenant))
                .param(text(tenant))
                .param(before)
                .param(before)
                .param(limit)
                .query((row, _) -> ReplayRow.read(row))
                .list();
    }

    /// Notes what somebody wants; false where something else is wanted already, or it is over. To abandon it is
    /// possible at any time.
    boolean wish(String id, Wish wish) {
        return sql.sql("UPDATE mandate.replay SET wish = ? WHERE id = ? AND " + UNFINISHED + " AND (wish IS NULL OR ?)")
                        .params(wish.name(), id, wish == Wish.ABANDON)
                        .update()
                > 0;
    }

    /// How far each is, by its id, from what is stored of the two generations.
    Map<String, ReplayProgress> progress(List<Replay> replays) {
        Map<String, Replay> asked = new HashMap<>();
        replays.forEach(replay -> asked.put(replay.id(), replay));
        Map<String, ReplayProgress> progress = new HashMap<>();
        sql.sql("""
                        SELECT r.id, coalesce(sum(least(coalesce(m.seq, 0), t.seq)), 0) AS done,
                          coalesce(sum(t.seq), 0) AS total
                        FROM unnest(?::text[], ?::boolean[], ?::text[], ?::integer[]) AS r (id, stops, tenant, generation)
                        LEFT JOIN LATERAL (
                          SELECT a.tenant, a.seq FROM mandate.replay_target a WHERE a.replay = r.id
                          UNION ALL
                          SELECT p.tenant, p.seq FROM mandate.projection_position p, mandate.query_pointer g
                          WHERE p.generation = g.generation AND NOT r.stops AND (r.tenant IS NULL OR p.tenant = r.tenant)
                        ) t ON true
                        LEFT JOIN mandate.projection_position m ON m.tenant = t.tenant AND m.generation = r.generation
                        GROUP BY r.id""")
                .params(
                        replays.stream().map(Replay::id).toArray(String[]::new),
                        replays.stream().map(Replay::stopsAtTargets).toArray(Boolean[]::new),
                        replays.stream().map(replay -> text(replay.tenant())).toArray(String[]::new),
                        replays.stream()
                                .map(Replay::generation)
                                .map(made -> made == null ? null : made.number())
                                .toArray(Integer[]::new))
                .query(row -> {
                    String id = row.getString("id");
                    long perSecond = Objects.requireNonNull(asked.get(id)).eventsPerSecond();
                    progress.put(id, ReplayProgress.of(row.getLong("done"), row.getLong("total"), perSecond));
                });
        return progress;
    }

    private static @Nullable String text(@Nullable TenantId tenant) {
        return tenant == null ? null : tenant.value();
    }
}
