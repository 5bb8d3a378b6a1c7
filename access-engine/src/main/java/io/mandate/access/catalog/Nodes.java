package io.mandate.access.catalog;

import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tree of nodes. What can be derived from it (paths, children, aliases) is derived once, when first asked for,
/// so that an import of many nodes stays cheap.
final class Nodes {
    static final Nodes NONE = new Nodes(Map.of(), Map.of());

    private final Map<NodeKey, CatalogNode> byKey;
    private final Map<String, NodeKey> holders;
    private volatile @Nullable Derived derived;

    /// @param holders who had each alias there ever was, the last of them
    Nodes(Map<NodeKey, CatalogNode> byKey, Map<String, NodeKey> holders) {
        this.byKey = byKey;
        this.holders = holders;
    }

    @Nullable
    CatalogNode get(NodeKey key) {
        return byKey.get(key);
    }

    Collection<CatalogNode> all() {
        return byKey.values();
    }

    /// All nodes, in the catalog's own order.
    Map<NodeKey, CatalogNode> byKey() {
        return byKey;
    }

    @Nullable
    CatalogNode named(String name) {
        Derived facts = derived();
        CatalogNode byItsKey = facts.byName.get(name);
        return byItsKey != null ? byItsKey : facts.byAlias.get(name);
    }

    @Nullable
    NodeKey holder(String name) {
        CatalogNode byItsKey = derived().byName.get(name);
        return byItsKey != null ? byItsKey.key() : holders.get(name);
    }

    /// Also of aliases that were dropped since.
    Map<String, NodeKey> holders() {
        return holders;
    }

    List<CatalogNode> path(NodeKey key) {
        return derived().paths.getOrDefault(key, List.of());
    }

    List<CatalogNode> children(NodeKey key) {
        return derived().children.getOrDefault(key, List.of());
    }

    List<CatalogNode> roots() {
        return derived().roots;
    }

    private Derived derived() {
        Derived known = derived;
        if (known == null) {
            known = new Derived(byKey);
            derived = known;
        }
        return known;
    }

    private static final class Derived {
        final Map<String, CatalogNode> byName = new HashMap<>();
        final Map<String, CatalogNode> byAlias = new HashMap<>();
        final Map<NodeKey, List<CatalogNode>> paths = new HashMap<>();
        final Map<NodeKey, List<CatalogNode>> children = new HashMap<>();
        final List<CatalogNode> roots = new ArrayList<>();

        Derived(Map<NodeKey, CatalogNode> byKey) {
            for (CatalogNode node : byKey.values()) {
                NodeKey parent = node.definition().parent();
                byName.put(node.key().value(), node);
                paths.put(node.key(), pathTo(node, byKey));
                (parent == null ? roots : children.computeIfAbsent(parent, unused -> new ArrayList<>())).add(node);
                for (String alias : node.definition().aliases()) {
                    byAlias.merge(alias, node, (first, other) -> first.retired() ? other : first);
                }
            }
        }

        private static List<CatalogNode> pathTo(CatalogNode node, Map<NodeKey, CatalogNode> byKey) {
            List<CatalogNode> upwards = new ArrayList<>();
            for (CatalogNode at = node; at != null; ) {
                upwards.add(at);
                NodeKey parent = at.definition().parent();
                if (parent == null) {
                    return List.copyOf(upwards.reversed());
                }
                // A circle of parents would never reach a root: nothing is reachable through it.
                at = upwards.size() > byKey.size() ? null : byKey.get(parent);
            }
            return List.of();
        }
    }
}
