package io.mandate.access.difference;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A permission that changed.
///
/// @param changes in what ways, at least one
/// @param before null: it was not there
/// @param after null: it is not there any more
public record PermissionChange(
        NodeKey node,
        ActionName action,
        Set<Change> changes,
        @Nullable Held before,
        @Nullable Held after) {
    public PermissionChange {
        changes = Collections.unmodifiableSet(EnumSet.copyOf(changes));
    }
}
