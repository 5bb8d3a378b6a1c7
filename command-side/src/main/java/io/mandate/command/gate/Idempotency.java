package io.mandate.command.gate;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.Aside;
import io.mandate.store.envelope.UsernameHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private final UsernameHash hash;

    Idempotency(UsernameHash hash) {
        this.hash = hash;
    }

    /// What the same request was answered before, to be asked together with the tenant's lock.
    Earlier earlier(TenantId tenant, ChangeRequest request) {
        return new Earlier(tenant, request);
    }

    /// Keeps the answer for retries; without a key there is nothing to keep.
    List<Aside> remember(TenantId tenant, ChangeRequest request, long seq, String answer) {
        if (request.idempotencyKey() == null) {
            return List.of();
        }
        return List.of(Aside.writing(
                REMEMBER,
                tenant.value(),
                request.caller().actor().toString(),
                request.operation(),
                request.idempotencyKey(),
                hashed(tenant, request),
                seq,
                answer));
    }

    /// The look for one key.
    final class Earlier {
        private final TenantId tenant;
        private final ChangeRequest request;
        private @Nullable Known known;

        private Earlier(TenantId tenant, ChangeRequest request) {
            this.tenant = tenant;
            this.request = request;
        }

        /// What is asked; nothing without a key.
        List<Aside> asides() {
            String key = request.idempotencyKey();
            if (key == null) {
                return List.of();
            }
            String actor = request.caller().actor().toString();
            return List.of(new Aside(FIND, List.of(tenant.value(), actor, request.operation(), key), rows -> {
                if (rows.next()) {
                    known = new Known(rows.getBytes(1), rows.getString(2));
                }
            }));
        }

        /// The answer then; refused with IDEMPOTENCY_KEY_REUSED if the key stood for another request.
        Optional<String> answer() {
            Known found = known;
            return found == null ? Optional.empty() : Optional.of(same(found, hashed(tenant, request)));
        }
    }

    private static String same(Known known, byte[] hashed) {
        if (!MessageDigest.isEqual(known.bodyHash(), hashed)) {
            throw new RejectedException(Rejection.of(RejectionCode.IDEMPOTENCY_KEY_REUSED));
        }
        return known.answer();
    }

    /// Keyed by the tenant: a body may be little more than a name, which a plain hash would let one guess. A query says
    /// as much of what is to be done as a body does; where there is none, the rest is as it is stored already.
    private byte[] hashed(TenantId tenant, ChangeRequest request) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(request.body());
            String body = "body:" + HexFormat.of().formatHex(digest);
            return hash.of(tenant, request.query().isEmpty() ? body : body + ":query:" + request.query());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // one row, never compared
    private record Known(byte[] bodyHash, String answer) {}
}
