package io.mandate.events.token;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What happens to a token.
public sealed interface TokenEvent extends DomainEvent {
    TokenId token();

    /// @param principal for whom it speaks
    /// @param secretSha256 SHA-256 of the secret (256 random bits), 64 hexadecimal digits
    /// @param rights beside those of the principal's profile
    /// @param expiresAt null: until it is revoked
    @Alias("TokenIssued")
    record TokenIssued(
            TokenId token,
            UserId principal,
            String secretSha256,
            SortedSet<TokenRight> rights,
            @Nullable Instant expiresAt)
            implements TokenEvent {
        public TokenIssued {
            rights = Collections.unmodifiableSortedSet(new TreeSet<>(rights));
        }
    }

    @Alias("TokenRevoked")
    record TokenRevoked(TokenId token, UserId principal) implements TokenEvent {}
}
