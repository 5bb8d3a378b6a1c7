package io.mandate.command.tenant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Begins tenants: registration, catalog, policies, quotas, profiles, the first administrator and its token are one
/// commit, so a tenant is there as a whole or not at all.
@Component
public class TenantRegistration {
    private final CommandGate gate;

    TenantRegistration(CommandGate gate) {
        this.gate = gate;
    }

    /// Begins a tenant; refused with `TENANT_ALREADY_EXISTS` if there is one of this id.
    ///
    /// @param request by an operator, or by Mandate itself
    public Registered register(ChangeRequest request, Registration registration) {
        TokenSecret secret = TokenSecret.generate();
        TokenId token = new TokenId(UuidCreator.getTimeOrderedEpoch().toString());
        List<TenantCommand> commands = RegistrationCommands.of(registration, token, secret.sha256());
        Outcome outcome = gate.execute(request, commands);
        List<String> ids = outcome.ids();
        // The answer to a retry names what the first request made, whose secret nobody knows any more.
        TokenId issued = new TokenId(ids.getLast());
        UserId administrator = new UserId(ids.get(ids.size() - 3));
        return new Registered(outcome, administrator, issued, issued.equals(token) ? secret.shown() : null);
    }
}
