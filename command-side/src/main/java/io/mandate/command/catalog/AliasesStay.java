package io.mandate.command.catalog;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A name by which services ask stays with the node that had it, also where it was dropped or the node
/// was retired since. On another node it would give everybody there what they ask about, and the past
/// would be asked about by a name that meant something else then. Two nodes that are given one new name
/// at once are refused before, by the checks of the catalog as a whole.
final class AliasesStay {
    private final Catalog catalog;
    private final Set<NodeKey> defined = new HashSet<>();

    private AliasesStay(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What was decided, or ALIAS_TAKEN if it takes a name from the node that has or had it.
    static Decision<CatalogEvent> or(Catalog catalog, Decision<CatalogEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<CatalogEvent> refused -> refused;
            case Decision.Accepted<CatalogEvent>(var events) -> {
                AliasesStay rule = new AliasesStay(catalog);
                for (CatalogEvent event : events) {
                    Decision<CatalogEvent> refusal = rule.refusal(event);
                    if (refusal != null) {
                        yield refusal;
                    }
                }
                yield decision;
            }
        };
    }

    private @Nullable Decision<CatalogEvent> refusal(CatalogEvent event) {
        return switch (event) {
            case CatalogNodeDefined e -> {
                defined.add(e.node());
                // Kept names are taken as well: a new node must not begin with one of them as its key.
                Decision<CatalogEvent> ofKey = taken(e.node(), Set.of(e.node().value()));
                yield ofKey != null ? ofKey : taken(e.node(), e.definition().aliases());
            }
            case CatalogNodeReinstated e -> {
                CatalogNode known = catalog.node(e.node());
                // One that was described anew in the same change has been looked at.
                yield known == null || defined.contains(e.node())
                        ? null
                        : taken(e.node(), known.definition().aliases());
            }
            default -> null; // gives no name
        };
    }

    private @Nullable Decision<CatalogEvent> taken(NodeKey node, Set<String> wished) {
        for (String name : wished) {
            NodeKey holder = catalog.holder(name);
            if (holder != null && !holder.equals(node)) {
                return Decision.reject(RejectionCode.ALIAS_TAKEN, "alias", name, "holder", holder, "node", node);
            }
        }
        return null;
    }
}
