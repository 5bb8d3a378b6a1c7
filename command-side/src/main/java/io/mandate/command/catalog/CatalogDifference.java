package io.mandate.command.catalog;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.AttributeRetired;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleRetired;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeRetired;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.CatalogEvent.TierRetired;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything in which a catalog differs from a document, one event each: first what comes, things before those that
/// name them; then what goes, the other way round.
final class CatalogDifference {
    private final List<CatalogEvent> events = new ArrayList<>();
    private @Nullable Rejection refusal;

    private CatalogDifference() {}

    static Decision<CatalogEvent> between(Catalog catalog, CatalogDocument document) {
        CatalogDifference difference = new CatalogDifference();
        difference.comes(catalog, document);
        difference.goes(catalog, document);
        if (difference.refusal != null) {
            return Decision.reject(difference.refusal);
        }
        if (difference.events.isEmpty() && sameOrigin(catalog, document)) {
            return Decision.unchanged();
        }
        difference.events.addFirst(new CatalogImported(document.name(), document.version(), document.checksum()));
        return Decision.accept(difference.events);
    }

    /// A document that says the same things in other words is no difference; another name or version is one.
    private static boolean sameOrigin(Catalog catalog, CatalogDocument document) {
        return catalog.source()
                .filter(source -> source.name().equals(document.name())
                        && source.version().equals(document.version()))
                .isPresent();
    }

    private void comes(Catalog catalog, CatalogDocument document) {
        document.tiers()
                .forEach((key, wished) -> add(Redefinition.of(
                        catalog.tiers().get(key), wished, previous -> new TierDefined(key, wished, previous))));
        document.roleTypes()
                .forEach((key, wished) -> add(Redefinition.of(
                        catalog.roleTypes().get(key), wished, previous -> new RoleTypeDefined(key, wished, previous))));
        document.attributes()
                .forEach((key, wished) -> add(attribute(catalog.attributes().get(key), key, wished)));
        document.roles()
                .forEach((key, wished) -> add(Redefinition.of(
                        catalog.roles().get(key), wished, previous -> new RoleDefined(key, wished, previous))));
        document.nodes().forEach((key, wished) -> add(NodeDifference.of(catalog.node(key), key, wished)));
        document.settings()
                .forEach((key, wished) ->
                        add(SettingDifference.of(catalog.settings().get(key), key, wished)));
    }

    private static Decision<CatalogEvent> attribute(
            @Nullable Defined<AttributeDefinition> known, AttributeKey key, AttributeDefinition wished) {
        if (known != null && known.definition().sensitivity() != wished.sensitivity()) {
            return Decision.reject(
                    RejectionCode.CATALOG_KIND_FIXED,
                    "key",
                    key,
                    "before",
                    known.definition().sensitivity(),
                    "after",
                    wished.sensitivity());
        }
        return Redefinition.of(known, wished, previous -> new AttributeDefined(key, wished, previous));
    }

    private void goes(Catalog catalog, CatalogDocument document) {
        retire(catalog.settings(), document.settings().keySet(), SettingRetired::new);
        List<NodeKey> missing = new ArrayList<>();
        catalog.nodes().forEach(node -> {
            if (!node.retired() && !document.nodes().containsKey(node.key())) {
                missing.add(node.key());
            }
        });
        missing.reversed().forEach(node -> events.add(new CatalogNodeRetired(node)));
        retire(catalog.roles(), document.roles().keySet(), RoleRetired::new);
        retire(catalog.attributes(), document.attributes().keySet(), AttributeRetired::new);
        retire(catalog.roleTypes(), document.roleTypes().keySet(), RoleTypeRetired::new);
        retire(catalog.tiers(), document.tiers().keySet(), TierRetired::new);
    }

    private <K, D> void retire(Map<K, Defined<D>> known, Set<K> wished, Function<K, CatalogEvent> event) {
        known.forEach((key, thing) -> {
            if (!thing.retired() && !wished.contains(key)) {
                events.add(event.apply(key));
            }
        });
    }

    private void add(Decision<CatalogEvent> decision) {
        switch (decision) {
            case Decision.Accepted<CatalogEvent>(var more) -> events.addAll(more);
            case Decision.Rejected<CatalogEvent>(var first) -> refusal = refusal == null ? first : refusal;
        }
    }
}
