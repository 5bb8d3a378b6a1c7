package io.mandate.query.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.mandate.query.user.ActorView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token as administrators see it, never with its secret.
///
/// @param principal for whom it speaks
/// @param rights what it may do beside what its principal's profile permits
/// @param expiresAt absent: until it is revoked
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenView(
        String id,
        Principal principal,
        @JsonRawValue String rights,
        Instant issuedAt,
        ActorView issuedBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable ActorView revokedBy) {
    /// For whom a token speaks.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Principal(String id, @Nullable String name) {}
}
