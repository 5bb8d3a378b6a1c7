package io.mandate.acceptance;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.store.append.CommitBuffer;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.TenantLock;
import io.mandate.store.follow.CommitNotifier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Commits that no command makes any more, as a log that was taken in or is older than a rule may have them.
final class BelowTheGate {
    private BelowTheGate() {}

    /// A commit of one event.
    ///
    /// @param stream without the tenant: `catalog/catalog`, `profile/clerks`
    /// @param onBehalfOf as whom the actor is logged in; null: as himself
    static void commit(Tenant tenant, String stream, DomainEvent event, String actor, @Nullable String onBehalfOf) {
        ApplicationContext store = MandateServer.shared().context();
        TenantId id = new TenantId(tenant.id());
        EventMetadata metadata = new EventMetadata(
                new Actor(Actor.Kind.USER, new UserId(actor)),
                onBehalfOf == null ? null : new UserId(onBehalfOf),
                EventMetadata.Source.UI,
                new ChangeSetId(UUID.randomUUID().toString()),
                "request",
                null,
                null,
                null,
                null,
                null,
                null);
        Commit commit = new TransactionTemplate(store.getBean(PlatformTransactionManager.class)).execute(_ -> {
            store.getBean(TenantLock.class).lock(id);
            store.getBean(CommitBuffer.class).append(StreamId.parse(id + "/" + stream), event, metadata);
            return store.getBean(CommitWriter.class).flush().orElseThrow();
        });
        store.getBean(CommitNotifier.class).committed(id);
        tenant.seen()
                .saw(store.getBean(StoreId.class).position(commit.lastSeq()).toString());
    }
}
