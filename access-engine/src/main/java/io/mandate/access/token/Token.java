package io.mandate.access.token;

import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// A credential.
///
/// @param principal for whom it speaks
/// @param secretSha256 SHA-256 of the secret, 64 hexadecimal digits
/// @param expiresAt null: until it is revoked
/// @param issued the event it began with
/// @param revoked the event it ended with; null while it holds
public record Token(
        TokenId id,
        UserId principal,
        String secretSha256,
        SortedSet<TokenRight> rights,
        @Nullable Instant expiresAt,
        long issued,
        @Nullable Long revoked) {

    public static Token issued(TokenIssued event, long seq) {
        return new Token(
                event.token(), event.principal(), event.secretSha256(), event.rights(), event.expiresAt(), seq, null);
    }

    /// The token after one more event.
    public Token after(TokenEvent event, long seq) {
        return switch (event) {
            case TokenIssued e -> throw new IllegalStateException("token " + e.token() + " was issued twice");
            case TokenRevoked e -> new Token(id, principal, secretSha256, rights, expiresAt, issued, seq);
        };
    }

    /// Whether it is a credential at that moment: neither revoked nor expired. Says nothing about its principal.
    public boolean holdsAt(Instant moment) {
        return revoked == null && (expiresAt == null || moment.isBefore(expiresAt));
    }
}
