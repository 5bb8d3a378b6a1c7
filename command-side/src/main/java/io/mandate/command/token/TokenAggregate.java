package io.mandate.command.token;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.token.TokenState.Absent;
import io.mandate.events.token.TokenEvent;
import java.time.InstantSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of one token: a shell around [TokenRules].
@Aggregate
class TokenAggregate {
    private static final InstantSource NOW = InstantSource.system();

    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    private TokenState state = new Absent();

    TokenAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(IssueToken command, AccessView head, ChangeRequest request) {
        decide(command, head, request);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReadmitAdministrator command, AccessView head, ChangeRequest request) {
        decide(command, head, request);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RevokeToken command, AccessView head, ChangeRequest request) {
        decide(command, head, request);
    }

    @EventSourcingHandler
    void on(TokenEvent event, @SourceId String source) {
        stream = source;
        state = state.after(event);
    }

    private void decide(TokenCommand command, AccessView head, ChangeRequest request) {
        stream = command.stream();
        TokenRules.decide(state, command, head, request.caller(), NOW.instant()).commit(event -> apply(event));
    }
}
