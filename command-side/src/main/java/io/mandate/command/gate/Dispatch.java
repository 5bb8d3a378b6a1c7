package io.mandate.command.gate;

import io.mandate.access.AccessView;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends a command to its aggregate on Axon's bus, on this thread and in this transaction. What the handler
/// throws comes out as it was thrown.
@Component
class Dispatch {
    private final CommandBus bus;

    Dispatch(AggregateBus aggregates) {
        this.bus = aggregates.bus();
    }

    void send(Change change, TenantCommand command) {
        Supplier<AccessView> state = change::soFar;
        Map<String, Object> beside = Map.of(
                "mandate",
                change.metadata(command.getClass().getSimpleName()),
                ChangeParameters.STATE,
                state,
                ChangeParameters.REQUEST,
                change.request());
        var failed = new Failure();
        bus.dispatch(new GenericCommandMessage<>(command, beside), (_, result) -> {
            if (result.isExceptional()) {
                failed.failure = result.exceptionResult();
            }
        });
        failed.raise();
    }

    private static final class Failure {
        private @Nullable Throwable failure;

        void raise() {
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                // Handlers throw unchecked exceptions only: a checked one would have let the bus commit.
                default -> throw new IllegalStateException("a handler threw a checked exception", failure);
            }
        }
    }
}
