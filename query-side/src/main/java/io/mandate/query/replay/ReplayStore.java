package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.replay.ReplayState.Wish;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Replays in their table. Requests and wishes are written by any node, everything else by the one that works.
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
        target(replay.id(), upTo);
        return true;
    }

    /// Where it is to stop, for these tenants.
    void target(String replay, Map<TenantId, Long> upTo) {
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
    void targetLive(Replay replay, Generation live) {
        sql.sql("""
                        INSERT INTO mandate.replay_target (tenant, replay, seq)
                        SELECT p.tenant, ?, p.seq FROM mandate.projection_position p
                        WHERE p.generation = ? AND (?::text IS NULL OR p.tenant = ?) ON CONFLICT DO NOTHING""")
                .param(replay.id())
                .param(live.number())
                .param(text(replay.tenant()))
                .param(text(replay.tenant()))
                .update();
    }

    /// Forgets the rows that were listed for replays that are over for long; who replayed what is kept.
    void prune() {
        for (String table : List.of("replay_difference", "replay_comparison", "replay_target")) {
            sql.sql("DELETE FROM mandate." + table + """
                             d USING mandate.replay r WHERE r.id = d.replay
                            AND r.finished_at < clock_timestamp() - interval '30 days'""").update();
        }
    }

    void forgetTargets(String replay) {
        sql.sql("DELETE FROM mandate.replay_target WHERE replay = ?")
                .param(replay)
                .update();
    }

    Optional<Replay> find(String id) {
        return sql.sql("SELECT * FROM mandate.replay WHERE id = ?")
                .param(id)
                .query((row, _) -> replay(row))
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
                .query((row, _) -> replay(row))
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
                .query((row, _) -> replay(row))
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
                        replays.stream().map(ReplayStore::stopsAtTargets).toArray(Boolean[]::new),
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

    /// Whether the positions in `replay_target` say where it stops: a moment of the past, or the position at which
    /// models were copied that are not made again.
    static boolean stopsAtTargets(Replay replay) {
        return replay.bounded() || (replay.copied() && !replay.whole());
    }

    void begun(Replay replay, Generation generation) {
        sql.sql("UPDATE mandate.replay SET generation = ?, state = 'BUILDING' WHERE id = ?")
                .params(generation.number(), replay.id())
                .update();
    }

    void indexed(Replay replay) {
        sql.sql("UPDATE mandate.replay SET indexed = true WHERE id = ?")
                .param(replay.id())
                .update();
    }

    void copied(Replay replay) {
        sql.sql("UPDATE mandate.replay SET copied = true WHERE id = ?")
                .param(replay.id())
                .update();
    }

    void whole(Replay replay) {
        sql.sql("UPDATE mandate.replay SET whole = true WHERE id = ?")
                .param(replay.id())
                .update();
    }

    void unbounded(Replay replay) {
        sql.sql("UPDATE mandate.replay SET bounded = false WHERE id = ?")
                .param(replay.id())
                .update();
        forgetTargets(replay.id());
    }

    void compared(Replay replay, long listed) {
        sql.sql("UPDATE mandate.replay SET compared_at = clock_timestamp(), listed = ? WHERE id = ?")
                .params(listed, replay.id())
                .update();
    }

    /// Takes the next state.
    ///
    /// @param granted the wish that led there, which is forgotten; another one that came meanwhile stays
    void enter(Replay replay, ReplayState state, @Nullable Wish granted) {
        sql.sql("""
                        UPDATE mandate.replay SET state = ?, events_per_second = 0,
                          failure = CASE WHEN ? = 'ABANDONED' THEN failure END,
                          wish = CASE WHEN ? OR wish = ? THEN NULL ELSE wish END,
                          finished_at = CASE WHEN ? THEN clock_timestamp() END
                        WHERE id = ?""")
                .param(state.name())
                .param(state.name())
                .param(state.over())
                .param(granted == null ? null : granted.name())
                .param(state.over())
                .param(replay.id())
                .update();
    }

    void failed(Replay replay, String why) {
        enter(replay, ReplayState.FAILED, null);
        troubled(replay, why);
    }

    /// Notes why it does not get on at present.
    void troubled(Replay replay, String why) {
        sql.sql("UPDATE mandate.replay SET failure = ?, events_per_second = 0 WHERE id = ?")
                .params(why, replay.id())
                .update();
    }

    void rate(Replay replay, long perSecond) {
        sql.sql("UPDATE mandate.replay SET events_per_second = ?,"
                        + " failure = CASE WHEN wish IS NOT NULL THEN failure END WHERE id = ?")
                .params(perSecond, replay.id())
                .update();
    }

    private static @Nullable String text(@Nullable TenantId tenant) {
        return tenant == null ? null : tenant.value();
    }

    private static Replay replay(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant");
        String wish = row.getString("wish");
        Integer generation = row.getObject("generation", Integer.class);
        return new Replay(
                row.getString("id"),
                tenant == null ? null : new TenantId(tenant),
                texts(row.getArray("models")),
                Pace.valueOf(row.getString("pace")),
                instant(row, "up_to"),
                row.getBoolean("bounded"),
                new Replay.Asker(
                        new TenantId(row.getString("asked_tenant")),
                        row.getString("asked_kind"),
                        row.getString("asked_by")),
                row.getTimestamp("asked_at").toInstant(),
                ReplayState.valueOf(row.getString("state")),
                wish == null ? null : Wish.valueOf(wish),
                generation == null ? null : new Generation(generation),
                row.getBoolean("indexed"),
                row.getBoolean("copied"),
                row.getBoolean("whole"),
                row.getLong("events_per_second"),
                row.getString("failure"),
                instant(row, "compared_at"),
                row.getLong("listed"),
                instant(row, "finished_at"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
