package io.mandate.query.repeated;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Recognises a request that is sent again by its `Idempotency-Key`. The row of a key is written
/// before what it is for is done, and in the same transaction: of two equal requests at once the
/// second waits for the first, and what was refused leaves no row and may simply be tried again.
/// Keys are kept for seven days.
@Component
public final class RepeatedRequests {
    private static final String CLAIM = """
        INSERT INTO mandate.repeated_request (tenant, actor, operation, key, request_hash, answer)
        VALUES (?, ?, ?, ?, ?, '') ON CONFLICT DO NOTHING""";
    private static final String SAME = " WHERE tenant = ? AND actor = ? AND operation = ? AND key = ?";

    private final JdbcClient sql;
    private final TransactionTemplate together;

    RepeatedRequests(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.together = new TransactionTemplate(transactions);
    }

    /// Does something once for all requests with one key, and gives what became of it the first
    /// time. Without a key it is done each time.
    ///
    /// Refused with IDEMPOTENCY_KEY_REUSED if the key stood for another request, and as `action`
    /// is.
    ///
    /// @param body as it was sent
    /// @param action what is to be done, in this transaction; gives what is to be told, such as an
    /// id
    public String once(Caller caller, RequestFacts facts, byte[] body, Supplier<String> action) {
        String key = facts.idempotencyKey();
        if (key == null) {
            return action.get();
        }
        List<Object> who = List.of(caller.tenant().value(), caller.actor().toString(), facts.operation(), key);
        String told = together.execute(_ -> once(who, hashed(facts.query(), body), action));
        if (told == null) {
            throw new IllegalStateException("a request was told nothing");
        }
        return told;
    }

    private String once(List<Object> who, byte[] hash, Supplier<String> action) {
        if (sql.sql(CLAIM).params(who).param(hash).update() == 0) {
            return earlier(who, hash);
        }
        String told = action.get();
        sql.sql("UPDATE mandate.repeated_request SET answer = ?" + SAME)
                .param(told)
                .params(who)
                .update();
        sql.sql("DELETE FROM mandate.repeated_request WHERE recorded_at < clock_timestamp() - interval '7 days'")
                .update();
        return told;
    }

    private String earlier(List<Object> who, byte[] hash) {
        return sql.sql("SELECT request_hash, answer FROM mandate.repeated_request" + SAME)
                .params(who)
                .query((row, _) -> {
                    if (!MessageDigest.isEqual(row.getBytes(1), hash)) {
                        throw new RejectedException(Rejection.of(RejectionCode.IDEMPOTENCY_KEY_REUSED));
                    }
                    return row.getString(2);
                })
                .single();
    }

    /// Of what is asked of read models, which names no person.
    private static byte[] hashed(String query, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(query.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
