package io.mandate.command.gate;

import io.mandate.access.AccessView;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/// Gives command handlers the state of their tenant ([AccessView]: the head with what the same change did
/// before) and the [ChangeRequest], both of which the gate puts beside the command.
public final class ChangeParameters implements ParameterResolverFactory {
    /// The entry of a command's metadata that holds a supplier of the state.
    public static final String STATE = "mandate.state";

    /// The entry of a command's metadata that holds the request.
    public static final String REQUEST = "mandate.request";

    @Override
    public @Nullable ParameterResolver<?> createInstance(Executable executable, Parameter[] parameters, int index) {
        Class<?> type = parameters[index].getType();
        if (type == AccessView.class) {
            return new FromMetadata(STATE);
        }
        return type == ChangeRequest.class ? new FromMetadata(REQUEST) : null;
    }

    private record FromMetadata(String entry) implements ParameterResolver<Object> {
        @Override
        public Object resolveParameterValue(Message<?> message) {
            Object value = Objects.requireNonNull(message.getMetaData().get(entry));
            return value instanceof Supplier<?> supplier ? supplier.get() : value;
        }

        @Override
        public boolean matches(Message<?> message) {
            return message.getMetaData().containsKey(entry);
        }
    }
}
