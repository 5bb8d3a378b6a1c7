package io.mandate.command.catalog.document;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TierName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads modules with the sections and resources in them, parents first.
final class NodeReader {
    private static final ActionName VIEW = new ActionName("view");
    private static final ActionSet NEEDS_VIEW = ActionSet.of("view");
    private static final List<ActionName> NEED_VIEW = List.of(new ActionName("edit"), new ActionName("delete"));

    private NodeReader() {}

    static void read(JsonNode document, Draft draft) {
        Json.each(document, "modules", "", (module, place, _) -> node(module, Kind.MODULE, null, place, draft));
    }

    private static void node(JsonNode node, Kind kind, @Nullable NodeKey parent, String place, Draft draft) {
        NodeKey key = new NodeKey(Json.text(node, "key"));
        draft.put(draft.nodes, key, definition(node, kind, parent), place);
        if (parent != null && !isChild(parent, key)) {
            draft.complaints.add(
                    place + "/key", "must be the key of its parent, a slash and a word: " + parent + "/..");
        }
        if (kind == Kind.RESOURCE && !node.path("nodes").isEmpty()) {
            draft.complaints.add(place + "/nodes", "a resource has no nodes; make it a SECTION");
        }
        Json.each(
                node,
                "nodes",
                place,
                (child, at, _) -> node(child, Kind.valueOf(Json.textOr(child, "kind", "RESOURCE")), key, at, draft));
    }

    private static boolean isChild(NodeKey parent, NodeKey key) {
        String begin = parent.value() + "/";
        return key.value().startsWith(begin) && key.value().indexOf('/', begin.length()) < 0;
    }

    /// Reads one node as it stands, for documents and for single commands.
    static NodeDefinition definition(JsonNode node, Kind kind, @Nullable NodeKey parent) {
        ActionSet actions = Json.actions(node.path("actions"));
        return new NodeDefinition(
                kind,
                parent,
                Json.label(node),
                Json.flag(node, "navigable", kind != Kind.RESOURCE),
                actions,
                requirements(node, actions),
                levels(node),
                Json.flag(node, "recordBased", false),
                Json.optional(node, "instanceType", InstanceType::new),
                Json.optional(node, "scopedBy", NodeKey::new),
                Json.map(node, "sensitiveFields", FieldName::new, value -> new FieldClass(value.asString())),
                Json.set(node, "relevantRoleTypes", RoleTypeKey::new),
                Json.set(node, "relevantRoles", RoleKey::new),
                Json.map(node, "actionTier", ActionName::new, value -> new TierName(value.asString())),
                Json.set(node, "aliases", alias -> alias));
    }

    private static Map<ActionName, ActionSet> requirements(JsonNode node, ActionSet supported) {
        Map<ActionName, ActionSet> requirements = new LinkedHashMap<>();
        for (ActionName action : NEED_VIEW) {
            if (supported.contains(action) && supported.contains(VIEW)) {
                requirements.put(action, NEEDS_VIEW);
            }
        }
        requirements.putAll(Json.map(node, "actionRequires", ActionName::new, Json::actions));
        requirements.values().removeIf(ActionSet::isEmpty);
        return requirements;
    }

    private static List<Level> levels(JsonNode node) {
        List<Level> levels = new ArrayList<>();
        node.path("levels")
                .forEach(level -> levels.add(new Level(
                        new LevelName(Json.text(level, "name")),
                        Json.actions(level.path("actions")),
                        Json.map(level, "scopes", ActionName::new, ScopeReader::read))));
        return levels;
    }
}
