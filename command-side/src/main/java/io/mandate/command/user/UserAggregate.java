package io.mandate.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.user.UserState.Absent;
import io.mandate.events.user.UserEvent;
import io.mandate.store.envelope.Keys;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of one principal. It knows no rule: Axon wants one handler for each class of command, all of them ask
/// [UserRules], also where the stream is empty, so that a principal that never was is refused like everything else.
@Aggregate
class UserAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    private UserState state = new Absent();

    UserAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreatePrincipal command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ActivateUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeDetails command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeUsername command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeRole command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AssignUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UnassignUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SuspendUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EnableUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeleteUser command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ErasePersonalData command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LinkIdentity command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UnlinkIdentity command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AssignPerimeter command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AssignManager command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestPasswordReset command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordAcknowledgement command, AccessView head, ChangeRequest request, Keys keys) {
        decide(command, head, request, keys);
    }

    @EventSourcingHandler
    void on(UserEvent event, @SourceId String source) {
        stream = source;
        state = state.after(event);
    }

    private void decide(UserCommand command, AccessView head, ChangeRequest request, Keys keys) {
        stream = command.stream();
        UserRules.decide(state, command, head, request.caller(), keys.idOf(command.user()))
                .commit(event -> apply(event));
    }
}
