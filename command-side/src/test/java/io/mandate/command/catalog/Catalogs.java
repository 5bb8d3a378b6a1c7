package io.mandate.command.catalog;

import io.mandate.access.catalog.Catalog;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Small catalogs for tests.
final class Catalogs {
    static final String SHOP = """
            catalog: shop
            version: "1"
            tiers:
              - {key: LOW, label: Low}
            roleTypes:
              - {key: STAFF, label: Staff}
            attributes:
              - {key: region, label: Region, sensitivity: DECISIVE}
            roles:
              - {key: CLERK, label: Clerk, roleType: STAFF}
            modules:
              - key: sales
                label: Sales
                nodes:
                  - {key: sales/teams, label: Teams, actions: [view], instanceType: team}
                  - {key: sales/orders, label: Orders, actions: [view, edit], scopedBy: sales/teams}
                settings:
                  - {key: sales/currencies, label: Currencies, type: {kind: SET}, default: []}
                  - {key: sales/pages, label: Pages, type: {kind: MAP}, keysSubsetOf: sales/currencies}
              - key: stock
                label: Stock
                nodes:
                  - {key: stock/bins, label: Bins, actions: [view]}
            """;

    private Catalogs() {}

    static CatalogDocument document(String yaml) {
        return CatalogReader.yaml(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /// The catalog after these documents were imported one after the other.
    static Catalog after(String... documents) {
        Catalog catalog = Catalog.EMPTY;
        for (String yaml : documents) {
            catalog = after(catalog, events(CatalogDifference.between(catalog, document(yaml))));
        }
        return catalog;
    }

    static Catalog after(Catalog catalog, List<CatalogEvent> events) {
        Catalog changed = catalog;
        for (CatalogEvent event : events) {
            changed = changed.after(event, changed.seq() + 1);
        }
        return changed;
    }

    static List<CatalogEvent> events(Decision<CatalogEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<CatalogEvent>(var events) -> events;
            case Decision.Rejected<CatalogEvent>(var rejection) -> throw new AssertionError(rejection);
        };
    }
}
