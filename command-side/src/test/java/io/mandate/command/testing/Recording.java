package io.mandate.command.testing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.events.DomainEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// Applies whatever a [Recorded] holds.
@Aggregate
class Recording {
    @AggregateIdentifier
    private @Nullable String stream;

    Recording() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Recorded.Events command) {
        stream = command.stream();
        command.events().forEach(event -> apply(event));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Recorded.Beginning command) {
        stream = command.stream();
        command.events().forEach(event -> apply(event));
    }

    @EventSourcingHandler
    void on(DomainEvent event, @org.axonframework.messaging.annotation.SourceId String source) {
        stream = source;
    }
}
