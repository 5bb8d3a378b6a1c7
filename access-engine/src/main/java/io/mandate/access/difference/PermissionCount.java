package io.mandate.access.difference;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// For how many users one permission changed.
///
/// @param users exact, by way of changing; ways that nobody met are absent
public record PermissionCount(NodeKey node, ActionName action, Map<Change, Long> users) {
    public PermissionCount {
        users = Collections.unmodifiableMap(new EnumMap<>(users));
    }
}
