package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The catalog's nodes as far as a profile may speak of them. What is said of a module or a section is inherited by all
/// that lies below, so it may be whatever the node itself or any node in use below it can take.
final class NodesInUse {
    private final Catalog catalog;

    NodesInUse(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The node, retired or not.
    CatalogNode known(NodeKey key) {
        CatalogNode node = catalog.node(key);
        if (node == null) {
            throw refuse(RejectionCode.NODE_UNKNOWN, "node", key);
        }
        return node;
    }

    /// The node, if neither it nor anything above it is retired.
    CatalogNode inUse(NodeKey key) {
        CatalogNode node = known(key);
        if (catalog.path(key).stream().anyMatch(CatalogNode::retired)) {
            throw refuse(RejectionCode.NODE_RETIRED, "node", key);
        }
        return node;
    }

    /// The node itself and what is in use below it.
    List<CatalogNode> reach(CatalogNode node) {
        List<CatalogNode> reach = new ArrayList<>();
        collect(node, reach);
        return reach;
    }

    /// All nodes in use.
    List<CatalogNode> everything() {
        List<CatalogNode> all = new ArrayList<>();
        catalog.roots().forEach(root -> collect(root, all));
        return all;
    }

    boolean anywhere(CatalogNode node, Predicate<CatalogNode> what) {
        return reach(node).stream().anyMatch(what);
    }

    /// Refuses actions that none of the nodes supports, and actions that lack what they need wherever they could be
    /// used.
    static void check(ActionSet actions, List<CatalogNode> reach, Object where) {
        ActionSet supported = reach.stream()
                .map(node -> node.definition().supportedActions())
                .reduce(ActionSet.NONE, ActionSet::union);
        if (!supported.containsAll(actions)) {
            throw refuse(
                    RejectionCode.ACTION_NOT_SUPPORTED,
                    "node",
                    where,
                    "actions",
                    actions.without(supported).actions(),
                    "supported",
                    supported.actions());
        }
        actions.actions().forEach(action -> checkRequired(action, actions, reach, where));
    }

    private static void checkRequired(ActionName action, ActionSet actions, List<CatalogNode> reach, Object where) {
        ActionSet missing = null;
        for (CatalogNode node : reach) {
            if (node.definition().supportedActions().contains(action)) {
                ActionSet lacking = node.definition()
                        .actionRequires()
                        .getOrDefault(action, ActionSet.NONE)
                        .without(actions);
                if (lacking.isEmpty()) {
                    return;
                }
                missing = missing == null ? lacking : missing;
            }
        }
        if (missing != null) {
            throw refuse(RejectionCode.ACTION_REQUIRES, "node", where, "action", action, "required", missing.actions());
        }
    }

    private void collect(CatalogNode node, List<CatalogNode> into) {
        if (!node.retired()) {
            into.add(node);
            catalog.children(node.key()).forEach(child -> collect(child, into));
        }
    }
}
