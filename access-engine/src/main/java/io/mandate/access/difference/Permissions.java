package io.mandate.access.difference;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every permission that exists in one view or the other, in the order of the later catalog.
final class Permissions {
    private final Map<NodeKey, Set<ActionName>> all = new LinkedHashMap<>();

    /// What somebody holds of one permission in a view; null for nothing.
    interface Holding {
        @Nullable
        Held of(AccessView view, NodeKey node, ActionName action);
    }

    Permissions(AccessView before, AccessView after) {
        add(after);
        add(before);
    }

    private void add(AccessView view) {
        for (CatalogNode node : view.catalog().nodes()) {
            all.computeIfAbsent(node.key(), unused -> new TreeSet<>())
                    .addAll(node.definition().supportedActions().actions());
        }
    }

    /// The permissions of which something else is held after than before.
    List<PermissionChange> changed(AccessView before, Holding had, AccessView after, Holding has) {
        List<PermissionChange> changed = new ArrayList<>();
        all.forEach((node, actions) -> actions.forEach(action -> {
            Held was = had.of(before, node, action);
            Held is = has.of(after, node, action);
            Set<Change> changes = Held.changes(was, is);
            if (!changes.isEmpty()) {
                changed.add(new PermissionChange(node, action, changes, was, is));
            }
        }));
        return changed;
    }
}
