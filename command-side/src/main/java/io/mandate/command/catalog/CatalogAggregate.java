package io.mandate.command.catalog;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.command.catalog.CatalogCommand.DefineNode;
import io.mandate.command.catalog.CatalogCommand.DefineRole;
import io.mandate.command.catalog.CatalogCommand.DefineRoleType;
import io.mandate.command.catalog.CatalogCommand.DefineSetting;
import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.CatalogCommand.ReinstateNode;
import io.mandate.command.catalog.CatalogCommand.RetireNode;
import io.mandate.command.catalog.CatalogCommand.RetireSetting;
import io.mandate.command.catalog.CatalogCommand.UndoCatalog;
import io.mandate.events.catalog.CatalogEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of a tenant's catalog. It keeps no state of its own: the catalog of the head, which the tenant's lock
/// holds still, is the fold of exactly this stream.
@Aggregate
class CatalogAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    CatalogAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ImportCatalog command, AccessView head) {
        stream = command.stream();
        decide(command, head);
    }

    @CommandHandler
    void handle(UndoCatalog command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(DefineNode command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(RetireNode command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(ReinstateNode command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(DefineSetting command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(RetireSetting command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(DefineRoleType command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    void handle(DefineRole command, AccessView head) {
        decide(command, head);
    }

    @EventSourcingHandler
    void on(CatalogEvent event, @SourceId String source) {
        stream = source;
    }

    private static void decide(CatalogCommand command, AccessView head) {
        CatalogRules.decide(head.catalog(), command).commit(event -> apply(event));
    }
}
