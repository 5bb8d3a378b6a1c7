package io.mandate.command.token;

import io.mandate.access.AccessView;
import io.mandate.access.token.Token;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;

/// A credential ends, with the next request at the latest. Already revoked: nothing happens.
public record RevokeToken(TenantId tenant, TokenId token) implements TokenCommand {
    @Override
    public RequiredRight right(AccessView head) {
        Token known = head.token(token);
        return TokenRecord.right(head, this, REVOKE, known == null ? null : known.principal());
    }
}
