package io.mandate.command.job;

import io.mandate.command.job.Job.Origin;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Jobs in their table: who has which, and how far they are.
@Component
class JobStore {
    private final JdbcClient database;
    private final OriginSeal seal;

    JobStore(JdbcClient database, OriginSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /// The job of that id that this caller asked for; of others it learns nothing.
    Optional<Job> find(Caller caller, String id) {
        return database.sql("""
                        SELECT * FROM mandate.job
                        WHERE tenant = ? AND job = ? AND actor_kind = ? AND actor = ? AND state <> 'RECEIVING'""")
                .params(
                        caller.tenant().value(),
                        id,
                        caller.actor().kind().name(),
                        caller.actor().id().value())
                .query(this::job)
                .optional();
    }

    /// Takes the job that waited longest for a batch, for this worker alone until the lease ends; empty if there is
    /// nothing to do.
    Optional<Job> claim(String worker, Duration lease) {
        return database.sql("""
                        UPDATE mandate.job j
                        SET worker = ?, state = 'RUNNING', touched_at = clock_timestamp(),
                            lease_until = clock_timestamp() + ? * interval '1 millisecond'
                        FROM (SELECT tenant, job FROM mandate.job
                              WHERE state IN ('WAITING', 'RUNNING')
                                AND (lease_until IS NULL OR lease_until < clock_timestamp())
                              ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED) free
                        WHERE j.tenant = free.tenant AND j.job = free.job
                        RETURNING j.*""")
                .params(worker, lease.toMillis())
                .query(this::job)
                .optional();
    }

    /// Counts a batch as carried out, in its transaction. False if somebody else did so meanwhile: then it must not be.
    boolean advance(Job job, String worker, int items, int lastLine, int changed, int rejected) {
        return database.sql("""
                                UPDATE mandate.job
                                SET done = done + ?, last_line = ?, changed = changed + ?, rejected = rejected + ?
                                WHERE tenant = ? AND job = ? AND worker = ? AND done = ? AND state = 'RUNNING'""")
                        .params(
                                items,
                                lastLine,
                                changed,
                                rejected,
                                job.caller().tenant().value(),
                                job.id(),
                                worker,
                                job.done())
                        .update()
                == 1;
    }

    /// Leaves the job to whoever is next; one whose items are all carried out is done. From then on where it came
    /// from and why is in its events only, where it can be erased and redacted.
    ///
    /// @param position the position of the batch; null: keep the last one
    /// @param warnings JSON array of new warnings
    void release(Job job, String worker, @Nullable String position, String warnings) {
        database.sql("""
                        UPDATE mandate.job
                        SET worker = NULL, lease_until = NULL, touched_at = clock_timestamp(),
                            position = coalesce(?, position),
                            warnings = CASE WHEN jsonb_array_length(warnings) < 100 THEN warnings || ?::jsonb
                                            ELSE warnings END,
                            state = CASE WHEN done = items THEN 'DONE' ELSE state END,
                            finished_at = CASE WHEN done = items THEN clock_timestamp() END,
                            ip = CASE WHEN done < items THEN ip END,
                            user_agent = CASE WHEN done < items THEN user_agent END,
                            reason = CASE WHEN done < items THEN reason END
                        WHERE tenant = ? AND job = ? AND worker = ?""")
                .params(Arrays.asList(position, warnings, job.caller().tenant().value(), job.id(), worker))
                .update();
    }

    /// Leaves the job alone for a while, because its tenant cannot be changed at present.
    void postpone(Job job, String worker, Duration wait) {
        database.sql("""
                        UPDATE mandate.job
                        SET worker = NULL, lease_until = clock_timestamp() + ? * interval '1 millisecond'
                        WHERE tenant = ? AND job = ? AND worker = ?""")
                .params(wait.toMillis(), job.caller().tenant().value(), job.id(), worker)
                .update();
    }

    /// Removes jobs that ended long ago, and uploads that never ended.
    int sweep(Duration finished, Duration abandoned) {
        return database.sql("""
                        DELETE FROM mandate.job
                        WHERE (state = 'DONE' AND finished_at < clock_timestamp() - ? * interval '1 millisecond')
                           OR (state = 'RECEIVING' AND touched_at < clock_timestamp() - ? * interval '1 millisecond')""")
                .params(finished.toMillis(), abandoned.toMillis())
                .update();
    }

    private Job job(ResultSet row, int number) throws SQLException {
        String token = row.getString("token");
        TenantId tenant = new TenantId(row.getString("tenant"));
        Actor actor = new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), new UserId(row.getString("actor")));
        Caller caller = new Caller(
                tenant, actor, token == null ? null : new TokenId(token), rights(row), row.getBoolean("operator"));
        Origin origin = seal.open(
                caller,
                row.getString("correlation"),
                row.getBytes("ip"),
                row.getBytes("user_agent"),
                row.getBytes("reason"));
        return new Job(
                row.getString("job"),
                JobKind.of(row.getString("kind")),
                Job.State.valueOf(row.getString("state")),
                caller,
                origin,
                row.getInt("items"),
                row.getInt("done"),
                row.getInt("last_line"),
                row.getInt("changed"),
                row.getInt("rejected"),
                row.getString("warnings"),
                row.getString("position"),
                instant(row.getTimestamp("created_at")),
                row.getTimestamp("finished_at") == null ? null : instant(row.getTimestamp("finished_at")));
    }

    private static Set<TokenRight> rights(ResultSet row) throws SQLException {
        Array rights = row.getArray("rights");
        return List.of((String[]) rights.getArray()).stream()
                .map(TokenRight::valueOf)
                .collect(Collectors.toSet());
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp.toInstant();
    }
}
