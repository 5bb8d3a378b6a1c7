package io.mandate.access.oracle;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import org.jspecify.annotations.Nullable;

/// A condition that was asked for on the way to an answer, and the event that made it hold or fail.
///
/// @param step which of the twelve steps asks for it
/// @param kind what was asked for, as in the API
/// @param node where it was said; null: not at a node
/// @param fact the event; 0: nothing was ever said
/// @param scope of a scope: which
/// @param attribute of an attribute of the user: which
record Why(
        int step,
        String kind,
        boolean holds,
        @Nullable NodeKey node,
        long fact,
        @Nullable ScopeExpression scope,
        @Nullable AttributeKey attribute) {
    Why(int step, String kind, boolean holds, @Nullable NodeKey node, long fact, @Nullable ScopeExpression scope) {
        this(step, kind, holds, node, fact, scope, null);
    }
}
