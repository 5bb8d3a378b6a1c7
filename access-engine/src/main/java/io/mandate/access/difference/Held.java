package io.mandate.access.difference;

import io.mandate.access.AccessView;
import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.scope.Scopes;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.ScopeExpression;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A permission that is there, for the resource as a whole, and how far it goes.
///
/// @param scope the records it reaches
/// @param maskedFields the fields whose values are masked
/// @param visibleCharacters how many of the last characters of a masked value stay visible
/// @param condition the condition it is under; null: none
public record Held(
        ScopeExpression scope,
        SortedSet<FieldName> maskedFields,
        int visibleCharacters,
        @Nullable String condition) {
    public Held {
        maskedFields = Collections.unmodifiableSortedSet(new TreeSet<>(maskedFields));
    }

    /// What is held by what is given, where no decision says it.
    ///
    /// @param scope the records of it
    static Held of(AccessView view, Given given, ScopeExpression scope) {
        int visible = given.masked().isEmpty()
                ? 0
                : Integer.parseInt(view.tenantState().policy(Policy.MASK_VISIBLE_CHARS));
        return new Held(scope, given.masked(), visible, given.condition());
    }

    /// In what ways the permission changed from one to the other; null stands for a permission that is not there.
    /// Empty where nothing changed, also where the scope is only written in another way.
    static Set<Change> changes(@Nullable Held before, @Nullable Held after) {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        if (before == null || after == null) {
            if (before != null || after != null) {
                changes.add(before == null ? Change.GAINED : Change.LOST);
            }
            return changes;
        }
        addScope(before.scope, after.scope, changes);
        if (!before.maskedFields.equals(after.maskedFields) || before.visibleCharacters != after.visibleCharacters) {
            changes.add(Change.MASK_CHANGED);
        }
        if (!Objects.equals(before.condition, after.condition)) {
            changes.add(Change.CONDITION_CHANGED);
        }
        return changes;
    }

    private static void addScope(ScopeExpression before, ScopeExpression after, Set<Change> changes) {
        boolean wider = Scopes.covers(after, before);
        boolean narrower = Scopes.covers(before, after);
        if (wider && narrower) {
            return;
        }
        changes.add(wider ? Change.SCOPE_WIDENED : narrower ? Change.SCOPE_NARROWED : Change.SCOPE_CHANGED);
    }
}
