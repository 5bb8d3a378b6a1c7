package io.mandate.query.token;

import io.mandate.events.RecordedEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.query.projection.Json;
import io.mandate.query.projection.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token that was issued. Neither its secret nor the secret's hash is here.
///
/// @param principal for whom it speaks
/// @param expiresAt null: until it is revoked
record TokenRow(
        String tenant,
        String token,
        String principal,
        Json rights,
        Instant issuedAt,
        String issuedByKind,
        String issuedBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedByKind,
        @Nullable String revokedBy) {
    static final Table<TokenRow> TABLE = Table.of("token", TokenRow.class, 2).indexed("(tenant, principal, token)");

    static TokenRow of(TokenIssued event, RecordedEvent recorded) {
        return new TokenRow(
                recorded.tenant().value(),
                event.token().value(),
                event.principal().value(),
                Json.of(event.rights()),
                recorded.recordedAt(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value(),
                event.expiresAt(),
                null,
                null,
                null);
    }

    TokenRow revoked(RecordedEvent recorded) {
        return new TokenRow(
                tenant,
                token,
                principal,
                rights,
                issuedAt,
                issuedByKind,
                issuedBy,
                expiresAt,
                recorded.recordedAt(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value());
    }
}
