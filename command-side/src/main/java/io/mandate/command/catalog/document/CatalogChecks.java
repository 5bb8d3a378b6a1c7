package io.mandate.command.catalog.document;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogFold;
import io.mandate.access.catalog.Defined;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.SettingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of whole documents, for single changes: the catalog must be as valid after the change as a document has to
/// be. Only what the change breaks is refused; places are those in the thing that changes, or `/nodes/<key>` and the
/// like for others.
public final class CatalogChecks {
    private CatalogChecks() {}

    /// Whether the catalog is valid with this node; the rejection if not.
    public static Optional<Rejection> node(Catalog catalog, NodeKey key, NodeDefinition definition) {
        Draft draft = of(catalog);
        draft.replace(draft.nodes, key, definition, "");
        return broken(catalog, draft);
    }

    /// Whether the catalog is valid with this setting; the rejection if not.
    public static Optional<Rejection> setting(Catalog catalog, SettingKey key, SettingDefinition definition) {
        Draft draft = of(catalog);
        draft.replace(draft.settings, key, definition, "");
        return broken(catalog, draft);
    }

    /// Whether the catalog is valid with this role; the rejection if not.
    public static Optional<Rejection> role(Catalog catalog, RoleKey key, RoleDefinition definition) {
        Draft draft = of(catalog);
        draft.replace(draft.roles, key, definition, "");
        return broken(catalog, draft);
    }

    /// Whether the catalog is valid after these events; the rejection if not.
    public static Optional<Rejection> after(Catalog catalog, List<CatalogEvent> events) {
        CatalogFold changed = new CatalogFold(catalog);
        events.forEach(event -> changed.fold(event, catalog.seq() + 1));
        return broken(catalog, of(changed.catalog()));
    }

    private static Optional<Rejection> broken(Catalog before, Draft draft) {
        List<Complaint> already = checked(of(before));
        List<Complaint> broken = checked(draft).stream()
                .filter(complaint -> !already.contains(complaint))
                .toList();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(Complaints.rejection(broken).rejection());
    }

    private static List<Complaint> checked(Draft draft) {
        VocabularyReader.check(draft);
        NodeChecks.check(draft);
        SettingChecks.check(draft);
        return draft.complaints.found();
    }

    private static Draft of(Catalog catalog) {
        Draft draft = new Draft();
        living(draft, draft.tiers, catalog.tiers(), "tiers");
        living(draft, draft.roleTypes, catalog.roleTypes(), "roleTypes");
        living(draft, draft.attributes, catalog.attributes(), "attributes");
        living(draft, draft.roles, catalog.roles(), "roles");
        living(draft, draft.settings, catalog.settings(), "settings");
        catalog.nodes().stream()
                .filter(node -> !node.retired())
                .forEach(node -> draft.put(
                        draft.nodes,
                        node.key(),
                        node.definition(),
                        "/nodes/" + Json.escaped(node.key().value())));
        return draft;
    }

    private static <K, D> void living(Draft draft, Map<K, D> into, Map<K, Defined<D>> known, String name) {
        known.forEach((key, thing) -> {
            if (!thing.retired()) {
                draft.put(into, key, thing.definition(), "/" + name + "/" + Json.escaped(key.toString()));
            }
        });
    }
}
