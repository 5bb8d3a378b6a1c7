package io.mandate.store.envelope;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Optional;

/// The name of a key: whose text it seals.
///
/// @param tenant where the key lives; of operators, wherever they act, the system tenant
/// @param id `user:<id>`, `change:<id>` for the reason of a change set, `tenant:<id>` for all of a
/// tenant
public record KeyRef(TenantId tenant, String id) {
    private static final TenantId OPERATORS = new TenantId("system");
    private static final String TENANT = "tenant:";
    private static final String CHANGE = "change:";

    public static KeyRef user(TenantId tenant, UserId user) {
        return new KeyRef(tenant, "user:" + user);
    }

    /// The key that all others of a tenant are wrapped by.
    public static KeyRef wholeTenant(TenantId tenant) {
        return new KeyRef(tenant, TENANT + tenant);
    }

    boolean isChangeSet() {
        return id.startsWith(CHANGE);
    }

    boolean isWholeTenant() {
        return id.startsWith(TENANT);
    }

    public static KeyRef changeSet(TenantId tenant, ChangeSetId changeSet) {
        return new KeyRef(tenant, CHANGE + changeSet);
    }

    /// The key that an event of that tenant says was destroyed with it.
    public static Optional<KeyRef> destroyedBy(TenantId tenant, DomainEvent event) {
        return switch (event) {
            case UserPersonalDataErased erased -> Optional.of(user(tenant, erased.user()));
            case ReasonRedacted redacted -> Optional.of(changeSet(tenant, redacted.changeSet()));
            case TenantOffboarded _ -> Optional.of(wholeTenant(tenant));
            default -> Optional.empty(); // every other event leaves all keys as they are
        };
    }

    /// The key of whoever acts in that tenant. Mandate itself is no person: what it notes goes with the change set.
    public static KeyRef actor(TenantId tenant, EventMetadata metadata) {
        return metadata.actor().kind() == Actor.Kind.SYSTEM
                ? changeSet(tenant, metadata.changeSet())
                : actor(tenant, metadata.actor());
    }

    /// The key of that principal, as it acts in that tenant.
    public static KeyRef actor(TenantId tenant, Actor actor) {
        return user(actor.kind() == Actor.Kind.OPERATOR ? OPERATORS : tenant, actor.id());
    }
}
