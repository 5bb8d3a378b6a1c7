package io.mandate.access.decision;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers each action that a node of a catalog supports: 0, 1, 2, ...
final class Cells {
    private final Map<NodeKey, NodeCells> byNode;
    private final int count;

    /// The first cell of a node; its actions follow each other.
    private record NodeCells(List<ActionName> actions, int first) {}

    Cells(Catalog catalog) {
        byNode = HashMap.newHashMap(catalog.nodes().size());
        int next = 0;
        for (CatalogNode node : catalog.nodes()) {
            List<ActionName> actions = node.definition().supportedActions().actions();
            byNode.put(node.key(), new NodeCells(actions, next));
            next += actions.size();
        }
        count = next;
    }

    int count() {
        return count;
    }

    /// -1 if the catalog never had that node, or it does not support the action.
    int find(NodeKey node, ActionName action) {
        NodeCells cells = byNode.get(node);
        int place = cells == null ? -1 : cells.actions().indexOf(action);
        return cells == null || place < 0 ? -1 : cells.first() + place;
    }
}
