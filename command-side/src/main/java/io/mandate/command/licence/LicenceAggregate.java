package io.mandate.command.licence;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.events.licence.LicenceEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of a tenant's licence. It keeps no state of its own: that of the head, which the tenant's lock holds
/// still, is the fold of exactly this stream and the tenant's.
@Aggregate
class LicenceAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    LicenceAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetQuota command, AccessView head) {
        stream = command.stream();
        LicenceRules.decide(head.tenantState(), head.catalog(), command).commit(event -> apply(event));
    }

    @EventSourcingHandler
    void on(LicenceEvent event, @SourceId String source) {
        stream = source;
    }
}
