package io.mandate.access.decision;

import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AnyOf;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A scope with the node and the event it comes from.
///
/// @param alternatives where two choices reach side by side, each of them; none where one choice says all
record Limit(ScopeExpression scope, NodeKey node, long fact, List<Limit> alternatives) {
    Limit {
        alternatives = List.copyOf(alternatives);
    }

    Limit(ScopeExpression scope, NodeKey node, long fact) {
        this(scope, node, fact, List.of());
    }

    /// What one or the other of two reaches, since the later of them.
    static Limit either(Limit one, Limit other) {
        return new Limit(
                new AnyOf(List.of(one.scope, other.scope)),
                one.node,
                Math.max(one.fact, other.fact),
                List.of(one, other));
    }

    /// The same with less to obey; empty where nothing is left.
    Optional<Limit> narrowed(Function<ScopeExpression, Optional<ScopeExpression>> left) {
        return left.apply(scope)
                .map(less -> new Limit(
                        less,
                        node,
                        fact,
                        alternatives.stream()
                                .flatMap(each -> each.narrowed(left).stream())
                                .toList()));
    }
}
