package io.mandate.command.given;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A tenant at its head after some events.
public final class GivenTenant {
    public static final TenantId TENANT = new TenantId("acme");

    private static final EventMetadata METADATA = new EventMetadata(
            Actor.MANDATE,
            null,
            EventMetadata.Source.API,
            new ChangeSetId("set"),
            "test",
            null,
            null,
            null,
            null,
            null,
            null);

    private final AccessIndex index = new AccessIndex();

    /// One commit for all of them.
    public GivenTenant happened(DomainEvent... events) {
        return happened(List.of(events));
    }

    /// One commit for all of them.
    public GivenTenant happened(List<? extends DomainEvent> events) {
        long head = index.head(TENANT);
        List<RecordedEvent> commit = new ArrayList<>();
        for (DomainEvent event : events) {
            commit.add(new RecordedEvent(
                    TENANT,
                    head + commit.size() + 1,
                    head + events.size(),
                    Instant.EPOCH.plusSeconds(head),
                    "any",
                    0,
                    UUID.randomUUID(),
                    event,
                    METADATA));
        }
        index.apply(TENANT, commit);
        return this;
    }

    public GivenTenant policy(Policy policy, String value) {
        return happened(new TenantPolicyChanged(policy, head().tenantState().policy(policy), value));
    }

    public AccessView head() {
        return index.now(TENANT);
    }

    /// A person of the tenant with a plain token.
    public static Caller person(String id) {
        return new Caller(TENANT, new Actor(Actor.Kind.USER, new UserId(id)), null, Set.of(), false);
    }

    /// A service of the tenant whose token has these rights.
    public static Caller service(String id, TokenRight... rights) {
        return new Caller(TENANT, new Actor(Actor.Kind.SERVICE, new UserId(id)), null, Set.of(rights), false);
    }

    /// An operator of the installation.
    public static Caller operator() {
        return new Caller(
                Caller.SYSTEM_TENANT, new Actor(Actor.Kind.OPERATOR, new UserId("ops")), null, Set.of(), true);
    }

    /// A request of that caller, about nothing in particular.
    public static ChangeRequest by(Caller caller) {
        return new ChangeRequest(
                caller, "TEST /", new byte[0], null, null, null, null, "test", EventMetadata.Source.API);
    }
}
