package io.mandate.server.demo;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.token.IssueToken;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.role.ConditionalOnRole;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Issues tokens for the demo from inside, because a secret that an interrupted load had already shown is lost.
@Component
@ConditionalOnRole("command")
class DemoTokens {
    private final CommandGate gate;

    DemoTokens(CommandGate gate) {
        this.gate = gate;
    }

    String issue(TenantId tenant, UserId principal) {
        TokenSecret secret = TokenSecret.generate();
        TokenId id = new TokenId(UUID.randomUUID().toString());
        Caller mandate = new Caller(tenant, Actor.MANDATE, null, Set.of(), false);
        gate.execute(
                new ChangeRequest(
                        mandate, "demo", new byte[0], null, null, null, null, "demo", EventMetadata.Source.SYSTEM),
                List.of(new IssueToken(tenant, id, principal, secret.sha256(), null, null)));
        return secret.shown();
    }
}
