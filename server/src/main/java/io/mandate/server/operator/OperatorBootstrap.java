package io.mandate.server.operator;

import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.tenant.Registered;
import io.mandate.command.tenant.Registration;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.command.tenant.TenantRegistration;
import io.mandate.events.EventMetadata;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.role.ConditionalOnRole;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Begins the system tenant with its first operator, at the first start of an installation. Several nodes may start at
/// the same time: the tenant's registration is one commit, so one of them wins and shows the token.
@Component
@ConditionalOnRole("command")
public class OperatorBootstrap {
    private final TenantRegistry tenants;
    private final TenantRegistration registration;

    OperatorBootstrap(TenantRegistry tenants, TenantRegistration registration) {
        this.tenants = tenants;
        this.registration = registration;
    }

    /// The secret of the first operator's token, the one time it can be known; empty where there are operators already.
    public Optional<String> ensure() {
        if (tenants.exists(Caller.SYSTEM_TENANT)) {
            return Optional.empty();
        }
        try {
            Registered registered = registration.register(request("operator bootstrap"), operators());
            return Optional.ofNullable(registered.secret());
        } catch (RejectedException e) {
            if (e.rejection().code() == RejectionCode.TENANT_ALREADY_EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// A change that Mandate itself makes.
    public static ChangeRequest request(String operation) {
        Caller mandate = new Caller(Caller.SYSTEM_TENANT, Actor.MANDATE, null, Set.of(), true);
        return new ChangeRequest(
                mandate, operation, new byte[0], null, null, null, null, operation, EventMetadata.Source.SYSTEM);
    }

    private static Registration operators() {
        return new Registration(
                Caller.SYSTEM_TENANT,
                ZoneOffset.UTC,
                Label.of("Operators"),
                CatalogReader.shipped("system"),
                new FirstAdministrator(
                        new UserId("operator"), PersonalText.of("operator"), null, null, null, null, Map.of()));
    }
}
