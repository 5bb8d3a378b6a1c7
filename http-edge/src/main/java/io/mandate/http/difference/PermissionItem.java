package io.mandate.http.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.difference.Change;
import io.mandate.access.difference.Held;
import io.mandate.access.difference.PermissionChange;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A permission that is another one after than before.
///
/// @param changes in what ways
/// @param before absent where it was not there
/// @param after absent where it is not there any more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PermissionItem(
        NodeKey node,
        ActionName action,
        List<Change> changes,
        @Nullable HeldItem before,
        @Nullable HeldItem after) {
    public PermissionItem {
        changes = List.copyOf(changes);
    }

    /// How far a permission goes.
    ///
    /// @param scope absent: every record
    /// @param maskedFields must be masked before they are shown and must not be written
    /// @param visibleCharacters how many of the last characters of a masked value stay visible; absent: no mask
    /// @param condition absent: none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HeldItem(
            @Nullable ScopeExpression scope,
            List<FieldName> maskedFields,
            @Nullable Integer visibleCharacters,
            @Nullable String condition) {
        public HeldItem {
            maskedFields = List.copyOf(maskedFields);
        }

        static @Nullable HeldItem of(@Nullable Held held) {
            return held == null
                    ? null
                    : new HeldItem(
                            held.scope() instanceof ScopeExpression.All ? null : held.scope(),
                            List.copyOf(held.maskedFields()),
                            held.maskedFields().isEmpty() ? null : held.visibleCharacters(),
                            held.condition());
        }
    }

    /// What is written of a change.
    public static PermissionItem of(PermissionChange change) {
        return new PermissionItem(
                change.node(),
                change.action(),
                List.copyOf(change.changes()),
                HeldItem.of(change.before()),
                HeldItem.of(change.after()));
    }

    /// What is written of changes, in their order.
    public static List<PermissionItem> all(List<PermissionChange> changes) {
        return changes.stream().map(PermissionItem::of).toList();
    }
}
