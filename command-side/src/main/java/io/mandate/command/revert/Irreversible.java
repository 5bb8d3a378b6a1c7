package io.mandate.command.revert;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import java.util.Objects;

/// How this package says that an event has no opposite.
final class Irreversible {
    private Irreversible() {}

    static RejectedException because(DomainEvent event, String rule) {
        return because((Object) alias(event), rule);
    }

    /// The same of a commit, by its end.
    static RejectedException because(Position end, String rule) {
        return because((Object) end, rule);
    }

    private static RejectedException because(Object what, String rule) {
        return new RejectedException(Rejection.of(RejectionCode.REVERT_IMPOSSIBLE, "event", what, "rule", rule));
    }

    /// The stored name of an event.
    static String alias(DomainEvent event) {
        return Objects.requireNonNull(event.getClass().getAnnotation(Alias.class))
                .value();
    }
}
