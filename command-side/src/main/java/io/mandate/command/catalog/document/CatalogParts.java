package io.mandate.command.catalog.document;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads single things of a catalog, written as they are in a document but without their `key`, which the address has.
/// What is not well formed is refused with `CATALOG_INVALID`; whether it fits the catalog is for [CatalogChecks].
public final class CatalogParts {
    private CatalogParts() {}

    /// A node; without a `kind` a key of one word is a module, any other a resource.
    public static NodeDefinition node(NodeKey key, JsonNode body) {
        int slash = key.value().lastIndexOf('/');
        ObjectNode written = checked(slash < 0 ? "module" : "node", key.value(), body);
        if (!written.path("nodes").isEmpty() || !written.path("settings").isEmpty()) {
            throw Complaints.rejection("", "one node at a time: leave nodes and settings out");
        }
        Kind kind = slash < 0 ? Kind.MODULE : Kind.valueOf(Json.textOr(written, "kind", "RESOURCE"));
        return NodeReader.definition(
                written, kind, slash < 0 ? null : new NodeKey(key.value().substring(0, slash)));
    }

    /// A setting; its module is the first word of its key.
    public static SettingDefinition setting(SettingKey key, JsonNode body) {
        int slash = key.value().indexOf('/');
        if (slash < 0) {
            throw Complaints.rejection("", "the key of a setting is that of its module, a slash and a word");
        }
        Complaints complaints = new Complaints();
        SettingDefinition setting = SettingReader.definition(
                checked("setting", key.value(), body), new NodeKey(key.value().substring(0, slash)), "", complaints);
        complaints.refuse();
        return setting;
    }

    public static RoleTypeDefinition roleType(RoleTypeKey key, JsonNode body) {
        return VocabularyReader.roleType(checked("roleType", key.value(), body));
    }

    public static RoleDefinition role(RoleKey key, JsonNode body) {
        return VocabularyReader.role(checked("role", key.value(), body));
    }

    private static ObjectNode checked(String part, String key, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Complaints.rejection("", "must be an object");
        }
        Complaints complaints = new Complaints();
        complaints.addUnless(!object.has("key"), "/key", "the address has the key already");
        ObjectNode written = object.deepCopy().put("key", key);
        CatalogSchema.check(part, written, complaints);
        complaints.refuse();
        return written;
    }
}
