package io.mandate.command.catalog;

import io.mandate.access.catalog.CatalogNode;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What it takes to make one node what is wished. Kind and parent of a key are for ever, also while it is retired.
final class NodeDifference {
    private NodeDifference() {}

    static Decision<CatalogEvent> of(@Nullable CatalogNode known, NodeKey key, NodeDefinition wished) {
        if (known == null) {
            return Decision.accept(new CatalogNodeDefined(key, wished, null));
        }
        NodeDefinition before = known.definition();
        if (before.kind() != wished.kind() || !Objects.equals(before.parent(), wished.parent())) {
            return Decision.reject(
                    RejectionCode.CATALOG_KIND_FIXED,
                    "key",
                    key,
                    "before",
                    described(before),
                    "after",
                    described(wished));
        }
        List<CatalogEvent> events = new ArrayList<>();
        if (!before.equals(wished)) {
            events.add(new CatalogNodeDefined(key, wished, before));
        }
        if (known.retired()) {
            events.add(new CatalogNodeReinstated(key));
        }
        return Decision.accept(events);
    }

    private static String described(NodeDefinition node) {
        return node.parent() == null ? node.kind().name() : node.kind() + " of " + node.parent();
    }
}
