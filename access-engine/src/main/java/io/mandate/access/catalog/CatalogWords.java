package io.mandate.access.catalog;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.values.Label;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// What people call the things that a catalog has keys of: their labels, and for levels and actions, which have none,
/// their names as people write. A key that the catalog does not know is said as it is. For one thread: it
/// remembers what it has looked for among all nodes.
public final class CatalogWords {
    private final Catalog catalog;
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, String> levels = new HashMap<>();
    private final Map<String, String> actions = new HashMap<>();

    public CatalogWords(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The label; where several nodes have the same, with the key.
    public String node(String key) {
        return nodes.computeIfAbsent(
                key,
                sought -> catalog.nodes().stream()
                        .filter(node -> node.key().value().equals(sought))
                        .findFirst()
                        .map(node -> alone(node) ? label(node) : label(node) + " (" + sought + ")")
                        .orElse(sought));
    }

    public String setting(String key) {
        return label(catalog.settings(), key, one -> one.definition().label());
    }

    public String role(String key) {
        return label(catalog.roles(), key, one -> one.definition().label());
    }

    public String roleType(String key) {
        return label(catalog.roleTypes(), key, one -> one.definition().label());
    }

    public String attribute(String key) {
        return label(catalog.attributes(), key, one -> one.definition().label());
    }

    public String tier(String key) {
        return label(catalog.tiers(), key, one -> one.definition().label());
    }

    /// The name of a level, if any node has one of that name.
    public String level(String name) {
        return levels.computeIfAbsent(
                name, sought -> inUse(sought, node -> node.levels().stream().map(Level::name)));
    }

    /// The name of an action, if any node supports it.
    public String action(String name) {
        return actions.computeIfAbsent(
                name, sought -> inUse(sought, node -> node.supportedActions().actions().stream()));
    }

    /// `VIEW_ALL` and `view-all` are written `View all`.
    public static String plain(String name) {
        String text = name.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String inUse(String name, Function<NodeDefinition, Stream<?>> names) {
        boolean known = catalog.nodes().stream()
                .flatMap(node -> names.apply(node.definition()))
                .anyMatch(one -> one.toString().equals(name));
        return known ? plain(name) : name;
    }

    /// What is retired takes the label from nothing that is in use.
    private boolean alone(CatalogNode node) {
        return catalog.nodes().stream()
                .filter(other -> node.retired() || !other.retired())
                .filter(other -> label(other).equals(label(node)))
                .allMatch(other -> other.key().equals(node.key()));
    }

    private static String label(CatalogNode node) {
        return node.definition().label().text();
    }

    private static <K, D> String label(Map<K, D> defined, String key, Function<D, Label> label) {
        return defined.entrySet().stream()
                .filter(one -> Objects.toString(one.getKey()).equals(key))
                .findFirst()
                .map(one -> label.apply(one.getValue()).text())
                .orElse(key);
    }
}
