package io.mandate.access.decision;

import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The answer to a [Question].
///
/// @param reason why
/// @param node the node that decided: where the action was given or not given, which one is disabled, and so on; null
///     where none did
/// @param fact the position of the event that decided; 0 where nothing was ever said and that decided
/// @param scope if allowed: the records it reaches, where the question named none, else everything; if denied as
///     OUT_OF_RECORD_SCOPE: the scope that was not met; else everything
/// @param maskedFields the fields whose values the caller must mask before showing them; they must not be written
/// either
/// @param visibleCharacters how many of the last characters of a masked value stay visible
public record Decision(
        Reason reason,
        @Nullable NodeKey node,
        long fact,
        ScopeExpression scope,
        SortedSet<FieldName> maskedFields,
        int visibleCharacters) {
    private static final ScopeExpression ALL = new All();

    public Decision {
        maskedFields = maskedFields.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(maskedFields));
    }

    /// A decision without scope and masks.
    static Decision of(Reason reason, @Nullable NodeKey node, long fact) {
        return new Decision(reason, node, fact, ALL, Collections.emptySortedSet(), 0);
    }

    public boolean allowed() {
        return reason.allows();
    }

    /// Whether it is allowed for the records in [#scope] only, which the caller must see to.
    public boolean conditional() {
        return allowed() && !(scope instanceof All);
    }

    /// The fields that must not be written: the masked ones, for who does not see a value cannot correct it.
    public SortedSet<FieldName> writeProtected() {
        return maskedFields;
    }

    Decision within(ScopeExpression narrower) {
        return new Decision(reason, node, fact, narrower, maskedFields, visibleCharacters);
    }
}
