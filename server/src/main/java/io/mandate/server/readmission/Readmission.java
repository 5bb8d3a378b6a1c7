package io.mandate.server.readmission;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.token.ReadmitAdministrator;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.EventMetadata;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.live.TenantUnavailableException;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.TokenCallers;
import io.mandate.server.export.StoreBeans;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.startup.StartupRefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lets an administrator in again whose tenant has nobody left who can come in, on the machine of the store.
public final class Readmission {
    private static final String OPERATION = "mandate readmit";
    private static final byte[] NOTHING = {};

    private final StoreBeans store;

    /// @param store with the parts of [ReadmissionConfiguration]
    public Readmission(StoreBeans store) {
        this.store = store;
    }

    /// Who answers for it: the operator whose token this is. A token that is none of an operator is refused with
    /// [StartupRefusedException].
    public Caller operator(String token) {
        LiveIndex live = store.get(LiveIndex.class);
        try {
            long _ = live.now(Caller.SYSTEM_TENANT).position(); // so that the others need not be folded for it
            return new TokenCallers(live, InstantSource.system())
                    .byToken(token)
                    .filter(Caller::operator)
                    .orElseThrow(() -> new StartupRefusedException(
                            "the token is not that of an operator, or is revoked or expired"));
        } catch (RejectedException | TenantUnavailableException e) {
            throw refused(e);
        }
    }

    /// Who answers for it where it is the operators who cannot come in: nobody but the machine.
    public static Caller mandate() {
        return new Caller(Caller.SYSTEM_TENANT, Actor.MANDATE, null, Set.of(), true);
    }

    /// The secret of the new token, the one time it can be known. Refused with [StartupRefusedException].
    public String readmit(Caller caller, TenantId tenant, UserId administrator, PersonalText reason, Instant until) {
        if (Reapplied.all(store.get(JdbcClient.class)).stream()
                .anyMatch(one -> one.tenant().equals(tenant))) {
            throw new StartupRefusedException("tenant " + tenant + " was restored or imported, and not everybody who"
                    + " is erased is so in its log yet: start a command node first");
        }
        TokenSecret secret = TokenSecret.generate();
        ReadmitAdministrator wish = new ReadmitAdministrator(
                tenant, new TokenId(UUID.randomUUID().toString()), administrator, secret.sha256(), until);
        ChangeRequest request = new ChangeRequest(
                caller, OPERATION, NOTHING, null, reason, null, null, OPERATION, EventMetadata.Source.SYSTEM);
        try {
            Outcome _ = store.get(CommandGate.class).execute(request, List.of(wish));
            return secret.shown();
        } catch (RejectedException | TenantUnavailableException e) {
            throw refused(e);
        }
    }

    private static StartupRefusedException refused(RuntimeException why) {
        String told =
                why instanceof RejectedException rejected ? rejected.rejection().message() : why.getMessage();
        return new StartupRefusedException("Nobody was let in. " + told, why);
    }
}
