package io.mandate.access.catalog;

import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Nodes about which only key and aliases matter.
final class BareNodes {
    private BareNodes() {}

    static CatalogNodeDefined node(NodeKey key, String... aliases) {
        NodeDefinition definition = new NodeDefinition(
                Kind.MODULE,
                null,
                Label.of("n"),
                true,
                ActionSet.of("view"),
                Map.of(),
                List.of(),
                false,
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of(aliases));
        return new CatalogNodeDefined(key, definition, null);
    }
}
