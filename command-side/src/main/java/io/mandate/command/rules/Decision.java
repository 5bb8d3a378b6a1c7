package io.mandate.command.rules;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The answer of pure rules to a command.
///
/// @param <E> the events of the feature
public sealed interface Decision<E> {

    /// The wish is granted; these events make it so, in this order. No events: it is already so, and that
    /// is no error.
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// The wish is refused; nothing changes.
    record Rejected<E>(Rejection rejection) implements Decision<E> {}

    /// Granted by these events.
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    /// Granted by these events; none is the same as [#unchanged()].
    static <E> Decision<E> accept(List<? extends E> events) {
        return new Accepted<>(new ArrayList<>(events));
    }

    /// Already so: success without an event.
    static <E> Decision<E> unchanged() {
        return new Accepted<>(List.of());
    }

    /// Refused.
    static <E> Decision<E> reject(Rejection rejection) {
        return new Rejected<>(rejection);
    }

    /// Refused, with parameters given as name, value, name, value.
    static <E> Decision<E> reject(RejectionCode code, Object... namesAndValues) {
        return new Rejected<>(Rejection.of(code, namesAndValues));
    }

    /// What every aggregate does with a decision: hands each event to `apply`, or throws the refusal, which
    /// rolls the whole change back.
    default void commit(Consumer<? super E> apply) {
        switch (this) {
            case Accepted<E>(var events) -> events.forEach(apply);
            case Rejected<E>(var rejection) -> throw new RejectedException(rejection);
        }
    }
}
