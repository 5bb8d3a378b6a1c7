package io.mandate.access.oracle;

import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the oracle says.
///
/// @param reason the code of the reason, as in the API
/// @param node where that was said which decided; null: not at a node
/// @param fact the event that decided; 0: nothing was ever said
/// @param scope the scope of the answer; null: the text leaves its form open, and it is known by what it reaches
/// @param masked the fields to mask, if allowed or but for its condition allowed
/// @param visible how many characters stay visible of them; 0 where none is masked
/// @param condition the condition it is under; null: none, or it did not come to that
public record Verdict(
        String reason,
        @Nullable NodeKey node,
        long fact,
        @Nullable ScopeExpression scope,
        Set<FieldName> masked,
        int visible,
        @Nullable String condition) {
    private static final ScopeExpression ALL = new ScopeExpression.All();

    static Verdict of(String reason, @Nullable NodeKey node, long fact) {
        return new Verdict(reason, node, fact, ALL, Set.of(), 0, null);
    }

    public boolean allowed() {
        return reason.equals("SUPERUSER") || reason.equals("GRANTED");
    }

    /// Whether it is allowed, perhaps under a condition.
    boolean held() {
        return allowed() || condition != null;
    }
}
