package io.mandate.command.job;

import io.mandate.command.job.Job.Origin;
import io.mandate.command.job.JobItemStore.Waiting;
import io.mandate.command.job.OriginSeal.SealedOrigin;
import io.mandate.command.request.Fields;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.http.json.MalformedJsonException;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.identity.Caller;
import io.mandate.store.envelope.UsernameHash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes uploads in: line by line into the table, in short transactions, so that a slow sender holds
/// nothing. Every line is read as strictly as a body; a bad one refuses the upload as a whole, and
/// nothing of it stays. Only when the last line is stored does the job begin to wait for its turn.
@Component
class JobReceipt {
    private static final int PAGE = 500;
    /// Long lines are written before there are so many of them: what waits in memory is bounded by this.
    private static final int PAGE_BYTES = 1024 * 1024;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final OpenJobs open;
    private final JobItemStore items;
    private final OriginSeal seal;
    private final StrictJson json;
    private final UsernameHash hash;

    JobReceipt(
            JdbcClient database,
            PlatformTransactionManager transactions,
            OpenJobs open,
            JobItemStore items,
            OriginSeal seal,
            StrictJson json,
            UsernameHash hash) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.open = open;
        this.items = items;
        this.seal = seal;
        this.json = json;
        this.hash = hash;
    }

    /// The id of the job; for a retry under the same Idempotency-Key that of the first one.
    String receive(Caller caller, RequestFacts facts, JobKind kind, InputStream upload) throws IOException {
        String id = Fields.newId();
        begin(caller, facts, kind, id);
        boolean complete = false;
        try {
            Lines lines = new Lines(upload);
            int stored = store(caller, kind, id, lines);
            byte[] bodyHash = hash.of(caller.tenant(), "job:" + kind.word() + ":" + lines.sha256());
            Optional<String> earlier = earlier(caller, facts, bodyHash);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            complete = complete(caller, facts, id, stored, bodyHash);
            // Only a simultaneous twin can have taken the key since.
            return complete ? id : earlier(caller, facts, bodyHash).orElseThrow(JobReceipt::gone);
        } finally {
            if (!complete) {
                remove(caller, id);
            }
        }
    }

    /// Whether a job came under this Idempotency-Key before, be it the same or not.
    boolean received(Caller caller, RequestFacts facts) {
        return earlier(caller, facts, (row, _) -> row.getString(1)).isPresent();
    }

    private void begin(Caller caller, RequestFacts facts, JobKind kind, String id) {
        transaction.executeWithoutResult(_ -> {
            open.requirePlace(caller.tenant());
            Origin origin = new Origin(facts.correlationId(), facts.ip(), facts.userAgent(), facts.reason());
            SealedOrigin sealed = seal.seal(caller, origin);
            database.sql("""
                            INSERT INTO mandate.job (tenant, job, kind, state, actor_kind, actor, token, rights,
                                                     operator, correlation, ip, user_agent, reason)
                            VALUES (?, ?, ?, 'RECEIVING', ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            caller.tenant().value(),
                            id,
                            kind.word(),
                            caller.actor().kind().name(),
                            caller.actor().id().value(),
                            caller.token() == null ? null : caller.token().value(),
                            caller.rights().stream().map(Enum::name).toArray(String[]::new),
                            caller.operator(),
                            facts.correlationId(),
                            sealed.ip(),
                            sealed.userAgent(),
                            sealed.reason()))
                    .update();
        });
    }

    private int store(Caller caller, JobKind kind, String id, Lines lines) throws IOException {
        List<Waiting> page = new ArrayList<>();
        int stored = 0;
        int bytes = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            check(caller, kind, lines.number(), line);
            page.add(new Waiting(lines.number(), line));
            stored++;
            bytes += line.length;
            if (page.size() == PAGE || bytes >= PAGE_BYTES) {
                flush(caller, id, page);
                bytes = 0;
            }
        }
        flush(caller, id, page);
        if (stored == 0) {
            throw Fields.invalid("items", "must be at least one line");
        }
        return stored;
    }

    private void check(Caller caller, JobKind kind, int number, byte[] line) {
        try {
            kind.command(json, caller.tenant(), line);
        } catch (MalformedJsonException e) {
            throw e.inLine(number);
        } catch (RejectedException e) {
            throw new RejectedException(e.rejection().with("line", number));
        }
    }

    private void flush(Caller caller, String id, List<Waiting> page) {
        if (page.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            int still = database.sql("""
                            UPDATE mandate.job SET touched_at = clock_timestamp()
                            WHERE tenant = ? AND job = ? AND state = 'RECEIVING'""").params(caller.tenant().value(), id).update();
            if (still == 0) {
                throw gone();
            }
            items.add(caller.tenant(), id, page);
        });
        page.clear();
    }

    private Optional<String> earlier(Caller caller, RequestFacts facts, byte[] bodyHash) {
        return earlier(caller, facts, (row, _) -> {
            if (!MessageDigest.isEqual(bodyHash, row.getBytes(2))) {
                throw new RejectedException(Rejection.of(RejectionCode.IDEMPOTENCY_KEY_REUSED));
            }
            return row.getString(1);
        });
    }

    private Optional<String> earlier(Caller caller, RequestFacts facts, RowMapper<String> found) {
        if (facts.idempotencyKey() == null) {
            return Optional.empty();
        }
        return database.sql("""
                        SELECT job, body_hash FROM mandate.job
                        WHERE tenant = ? AND actor_kind = ? AND actor = ? AND key = ?""")
                .params(
                        caller.tenant().value(),
                        caller.actor().kind().name(),
                        caller.actor().id().value(),
                        facts.idempotencyKey())
                .query(found)
                .optional();
    }

    private boolean complete(Caller caller, RequestFacts facts, String id, int stored, byte[] bodyHash) {
        try {
            return database.sql("""
                                    UPDATE mandate.job
                                    SET state = 'WAITING', items = ?, key = ?, body_hash = ?,
                                        touched_at = clock_timestamp()
                                    WHERE tenant = ? AND job = ? AND state = 'RECEIVING'""")
                            .params(Arrays.asList(
                                    stored,
                                    facts.idempotencyKey(),
                                    bodyHash,
                                    caller.tenant().value(),
                                    id))
                            .update()
                    == 1;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private void remove(Caller caller, String id) {
        database.sql("DELETE FROM mandate.job WHERE tenant = ? AND job = ? AND state = 'RECEIVING'")
                .params(caller.tenant().value(), id)
                .update();
    }

    private static UnavailableException gone() {
        return new UnavailableException("The upload took too long and was given up. Send it again.", Map.of());
    }
}
