package io.mandate.command.gate;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.UsernameHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Recognises the retry of a change by its Idempotency-Key. The row is written in the transaction of the
/// change, so that it is there exactly if the change is; what was refused may simply be tried again.
@Component
class Idempotency {
    private static final String FIND = """
        SELECT body_hash, answer::text FROM mandate.idempotency
        WHERE tenant = ? AND actor = ? AND operation = ? AND key = ?\
        """;
    private static final String REMEMBER = """
        INSERT INTO mandate.idempotency (tenant, actor, operation, key, body_hash, seq, answer)
        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)\
        """;

    private final JdbcTemplate jdbc;
    private final UsernameHash hash;

    Idempotency(JdbcTemplate jdbc, UsernameHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    /// What the same request was answered before; refused with IDEMPOTENCY_KEY_REUSED if the key stood for
    /// another one.
    Optional<String> find(TenantId tenant, ChangeRequest request) {
        String key = request.idempotencyKey();
        if (key == null) {
            return Optional.empty();
        }
        String actor = request.caller().actor().toString();
        return jdbc
                .query(
                        FIND,
                        (row, _) -> new Known(row.getBytes(1), row.getString(2)),
                        tenant.value(),
                        actor,
                        request.operation(),
                        key)
                .stream()
                .findFirst()
                .map(known -> same(known, hashed(tenant, request)));
    }

    /// Keeps the answer for retries; without a key there is nothing to keep.
    void remember(TenantId tenant, ChangeRequest request, long seq, String answer) {
        if (request.idempotencyKey() != null) {
            jdbc.update(
                    REMEMBER,
                    tenant.value(),
                    request.caller().actor().toString(),
                    request.operation(),
                    request.idempotencyKey(),
                    hashed(tenant, request),
                    seq,
                    answer);
        }
    }

    private static String same(Known known, byte[] hashed) {
        if (!MessageDigest.isEqual(known.bodyHash(), hashed)) {
            throw new RejectedException(Rejection.of(RejectionCode.IDEMPOTENCY_KEY_REUSED));
        }
        return known.answer();
    }

    /// Keyed by the tenant: a body may be little more than a name, which a plain hash would let one guess.
    private byte[] hashed(TenantId tenant, ChangeRequest request) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(request.body());
            return hash.of(tenant, "body:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // one row, never compared
    private record Known(byte[] bodyHash, String answer) {}
}
