package io.mandate.store;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.Actor;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.CommitBuffer;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.TenantLock;
import io.mandate.store.append.TenantRegistry;
import java.util.Map;
import java.util.UUID;

/// Events and commits for tests that need some, whatever they say.
public final class Samples {
    public static final TenantId ACME = new TenantId("acme");
    public static final UserId GIL = new UserId("gil");

    private Samples() {}

    public static EventMetadata by(UserId actor) {
        return metadata(new Actor(Actor.Kind.USER, actor), null, null, null);
    }

    public static EventMetadata from(UserId actor, String ip, String userAgent, String reason) {
        return metadata(
                new Actor(Actor.Kind.USER, actor),
                PersonalText.of(ip),
                PersonalText.of(userAgent),
                PersonalText.of(reason));
    }

    public static EventMetadata metadata(Actor actor, PersonalText ip, PersonalText userAgent, PersonalText reason) {
        return new EventMetadata(
                actor,
                null,
                EventMetadata.Source.API,
                new ChangeSetId(UUID.randomUUID().toString()),
                "request-1",
                null,
                null,
                null,
                ip,
                userAgent,
                reason);
    }

    public static DomainEvent rules(int to) {
        return new DecisionRulesAdopted(0, to);
    }

    public static UserCreated person(UserId user, String username, String first, String last) {
        return new UserCreated(
                user,
                PrincipalKind.USER,
                null,
                PersonalText.of(username),
                PersonalText.of(first),
                PersonalText.of(last),
                PersonalText.of(username),
                null,
                null,
                Map.of(),
                Map.of(new AttributeKey("nickname"), PersonalText.of(first + "-nick")),
                GIL);
    }

    public static void register(StoreNode node, TenantId tenant) {
        node.inTransaction(() -> node.get(TenantRegistry.class).create(tenant));
    }

    /// One commit with these events, by Gil, in the tenant's own stream or that of a user.
    public static Commit commit(StoreNode node, TenantId tenant, EventMetadata metadata, DomainEvent... events) {
        return node.inTransaction(() -> {
            append(node, tenant, metadata, events);
            return node.get(CommitWriter.class).flush().orElseThrow();
        });
    }

    public static Commit commit(StoreNode node, TenantId tenant, DomainEvent... events) {
        return commit(node, tenant, by(GIL), events);
    }

    /// Locks and appends, inside of a transaction.
    public static void append(StoreNode node, TenantId tenant, EventMetadata metadata, DomainEvent... events) {
        node.get(TenantLock.class).lock(tenant);
        for (DomainEvent event : events) {
            node.get(CommitBuffer.class).append(streamOf(tenant, event), event, metadata);
        }
    }

    private static StreamId streamOf(TenantId tenant, DomainEvent event) {
        return event instanceof io.mandate.events.user.UserEvent user
                ? new StreamId(tenant, StreamId.Kind.USER, user.user().value())
                : new StreamId(tenant, StreamId.Kind.TENANT, StreamId.Kind.TENANT.word());
    }
}
