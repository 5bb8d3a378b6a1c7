package io.mandate.command.catalog.document;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What actions need beside them, all the way down.
final class Requirements {
    private Requirements() {}

    /// Everything the action needs, directly or in the end; with the action itself only if it needs itself.
    static ActionSet of(ActionName action, NodeDefinition node) {
        ActionSet all = ActionSet.NONE;
        Deque<ActionName> open = new ArrayDeque<>();
        open.add(action);
        while (!open.isEmpty()) {
            ActionSet needed = node.actionRequires()
                    .getOrDefault(open.remove(), ActionSet.NONE)
                    .without(all);
            all = all.union(needed);
            open.addAll(needed.actions());
        }
        return all;
    }

    /// What is missing in a set of actions, as a sentence; empty if nothing is.
    static Optional<String> complaint(ActionSet actions, NodeDefinition node) {
        return actions.actions().stream()
                .filter(action -> !actions.containsAll(of(action, node)))
                .findFirst()
                .map(action -> action + " needs " + of(action, node).without(actions));
    }
}
