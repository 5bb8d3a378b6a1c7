package io.mandate.store.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Revision 1 of CatalogNodeDefined had levels of actions alone. In revision 2 a level may limit the records that
/// single actions reach; those of revision 1 limited none.
final class LevelsWithScopes implements Upcaster {
    @Override
    public String alias() {
        return "CatalogNodeDefined";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public void upcast(ObjectNode payload) {
        levels(payload.required("definition"));
        levels(payload.path("previous"));
    }

    private static void levels(JsonNode definition) {
        definition.path("levels").forEach(level -> ((ObjectNode) level).putObject("scopes"));
    }
}
