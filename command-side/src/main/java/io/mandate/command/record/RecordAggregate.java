package io.mandate.command.record;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of one registered record: a shell around [RecordRules].
@Aggregate
class RecordAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable RecordData known;

    RecordAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterRecord command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeRecord command, AccessView head) {
        decide(command, head);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RetireRecord command, AccessView head) {
        decide(command, head);
    }

    @EventSourcingHandler
    void on(RecordEvent event, @SourceId String source) {
        stream = source;
        known = switch (event) {
            case RecordRegistered e -> e.data();
            case RecordChanged e -> e.to();
            case RecordRetired _ -> null;
        };
    }

    private void decide(RecordCommand command, AccessView head) {
        stream = command.stream();
        RecordRules.decide(known, command, head).commit(event -> apply(event));
    }
}
