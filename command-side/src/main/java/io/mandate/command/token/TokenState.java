package io.mandate.command.token;

import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.values.UserId;

/// What the rules know of a token.
sealed interface TokenState {
    /// Never issued.
    record Absent() implements TokenState {}

    /// A credential, unless it has expired.
    record Issued(UserId principal) implements TokenState {}

    /// Over.
    record Revoked() implements TokenState {}

    /// The state after one more event of the stream.
    default TokenState after(TokenEvent event) {
        return switch (event) {
            case TokenIssued e -> new Issued(e.principal());
            case TokenRevoked _ -> new Revoked();
        };
    }
}
