package io.mandate.query.catalog;

import static io.mandate.query.catalog.CatalogForm.some;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A node as it stands in a document, with the living nodes below it.
final class NodeForm {
    private static final ActionName VIEW = new ActionName("view");
    private static final List<ActionName> NEED_VIEW = List.of(new ActionName("edit"), new ActionName("delete"));

    private NodeForm() {}

    static Map<String, Object> of(CatalogNode node, Catalog catalog) {
        NodeDefinition definition = node.definition();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("key", node.key());
        if (definition.kind() != NodeDefinition.Kind.MODULE) {
            form.put("kind", definition.kind());
        }
        form.put("label", definition.label());
        form.put("navigable", definition.navigable());
        form.put("actions", definition.supportedActions());
        form.put("actionRequires", requirements(definition));
        some(form, "levels", definition.levels().stream().map(LevelForm::of).toList());
        form.put("recordBased", definition.recordBased());
        if (definition.instanceType() != null) {
            form.put("instanceType", definition.instanceType());
        }
        if (definition.scopedBy() != null) {
            form.put("scopedBy", definition.scopedBy());
        }
        form.put("sensitiveFields", definition.sensitiveFields());
        some(form, "relevantRoleTypes", definition.relevantRoleTypes());
        some(form, "relevantRoles", definition.relevantRoles());
        form.put("actionTier", definition.actionTier());
        some(form, "aliases", definition.aliases());
        some(form, "nodes", below(node, catalog));
        return form;
    }

    private static List<Map<String, Object>> below(CatalogNode node, Catalog catalog) {
        List<Map<String, Object>> below = new ArrayList<>();
        for (CatalogNode child : catalog.children(node.key())) {
            if (!child.retired()) {
                below.add(of(child, catalog));
            }
        }
        return below;
    }

    /// A document that says nothing means that edit and delete need view; where they do not, it must say so.
    private static Map<ActionName, ActionSet> requirements(NodeDefinition definition) {
        Map<ActionName, ActionSet> requirements = new LinkedHashMap<>(definition.actionRequires());
        for (ActionName action : NEED_VIEW) {
            if (definition.supportedActions().contains(action)
                    && definition.supportedActions().contains(VIEW)) {
                requirements.putIfAbsent(action, ActionSet.NONE);
            }
        }
        return requirements;
    }

    /// A level as it stands in a document. The scopes have their declared type, by which they are written with their
    /// kind.
    private record LevelForm(
            LevelName name,
            ActionSet actions,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<ActionName, ScopeExpression> scopes) {
        static LevelForm of(NodeDefinition.Level level) {
            return new LevelForm(level.name(), level.actions(), level.scopes());
        }
    }
}
