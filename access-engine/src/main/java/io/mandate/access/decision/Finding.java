package io.mandate.access.decision;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import org.jspecify.annotations.Nullable;

/// One necessary condition, and the event that made it hold or fail.
///
/// @param step the step of the rules that asks for it, 1 to 12
/// @param holds whether it was met; only the last finding of a denial was not, and before it the limit that did not
///     reach a record
/// @param node where it was said, if at a node
/// @param fact the position of the event that said it; 0 where nothing was ever said
/// @param scope for scopes: which
/// @param attribute for attributes of the user: which
public record Finding(
        int step,
        Kind kind,
        boolean holds,
        @Nullable NodeKey node,
        long fact,
        @Nullable ScopeExpression scope,
        @Nullable AttributeKey attribute) {
    public Finding(
            int step, Kind kind, boolean holds, @Nullable NodeKey node, long fact, @Nullable ScopeExpression scope) {
        this(step, kind, holds, node, fact, scope, null);
    }

    /// What was asked for. The names are API.
    public enum Kind {
        USER_EXISTS,
        USER_ACTIVE,
        RESOURCE_KNOWN,
        ACTION_SUPPORTED,
        MODULE_AVAILABLE,
        SUPERUSER,
        ROLE,
        /// What the catalog says about the role, and about its type; in reports about the past only.
        ROLE_DEFINED,
        ROLE_TYPE_DEFINED,
        PROFILE,
        RELEVANT_FOR_ROLE,
        NOT_DISABLED,
        ENABLED,
        ACTION_GRANTED,
        LEVEL_SCOPE,
        RECORD_SCOPE,
        PICKED_INSTANCES,
        PERIMETER,
        /// A decisive attribute of the user, by which one of these limits reaches what it reaches.
        USER_ATTRIBUTE,
        /// What is registered about the record, by which all of these limits reach it, or one of them does not.
        RECORD,
        CONDITION,
        MASKING
    }
}
