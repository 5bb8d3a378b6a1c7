package io.mandate.command.catalog;

import static io.mandate.command.catalog.Catalogs.SHOP;
import static io.mandate.command.catalog.Catalogs.after;
import static io.mandate.command.catalog.Catalogs.document;
import static io.mandate.command.catalog.Catalogs.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.command.catalog.document.CatalogChecks;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogUndoTest {
    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (String one : CatalogReader.SHIPPED) {
            for (String other : CatalogReader.SHIPPED) {
                pairs.add(Arguments.of(one, other));
            }
        }
        return pairs;
    }

    /// Every kind of difference is in the way from one product to another.
    @ParameterizedTest
    @MethodSource("pairs")
    void an_import_is_taken_back_whatever_it_changed(String first, String second) {
        Catalog before = imported(Catalog.EMPTY, first);
        if (!(CatalogDifference.between(before, CatalogReader.shipped(second))
                instanceof Decision.Accepted<CatalogEvent>(var events))) {
            return; // a key of both means different things
        }
        Catalog now = after(before, events);
        Catalog back = after(now, events(CatalogUndo.of(now, before, events)));
        assertThat(living(back)).isEqualTo(living(before));
        assertThat(back.source().map(source -> source.name()))
                .isEqualTo(before.source().map(source -> source.name()));
        Catalog again = after(back, events(CatalogUndo.of(back, now, events(CatalogUndo.of(now, before, events)))));
        assertThat(living(again)).isEqualTo(living(now));
    }

    @Test
    void what_was_retired_and_otherwise_before_is_so_again() {
        String relabelled = SHOP.replace("label: Orders", "label: Purchases");
        String without = SHOP.substring(0, SHOP.indexOf("  - key: stock"));
        Catalog before = after(SHOP, without);
        List<CatalogEvent> back = events(CatalogDifference.between(before, document(relabelled)));
        Catalog now = after(before, back);
        Catalog undone = after(now, events(CatalogUndo.of(now, before, back)));
        assertThat(living(undone)).isEqualTo(living(before));
    }

    @Test
    void what_others_rest_on_by_now_does_not_go() {
        String without = SHOP.substring(0, SHOP.indexOf("  - key: stock"));
        Catalog before = after(without);
        List<CatalogEvent> added = events(CatalogDifference.between(before, document(SHOP)));
        Catalog now = after(before, added);
        Catalog later = after(
                now,
                events(CatalogDifference.between(
                        now, document(SHOP + "      - {key: stock/shelves, label: Shelves, actions: [view]}\n"))));
        assertThat(CatalogUndo.of(later, before, added))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(RejectionCode.CATALOG_INVALID));
    }

    @Test
    void nothing_is_in_use_that_lies_in_what_is_not() {
        Catalog shop = after(SHOP);
        CatalogNodeRetired stock = new CatalogNodeRetired(new NodeKey("stock"));
        CatalogNodeRetired bins = new CatalogNodeRetired(new NodeKey("stock/bins"));
        CatalogNodeReinstated again = new CatalogNodeReinstated(new NodeKey("stock/bins"));
        assertThat(CatalogChecks.after(shop, List.of(stock)))
                .hasValueSatisfying(refused -> assertThat(refused.code()).isEqualTo(RejectionCode.CATALOG_INVALID));
        assertThat(CatalogChecks.after(shop, List.of(bins, stock))).isEmpty();
        assertThat(CatalogChecks.after(after(shop, List.of(bins, stock)), List.of(again)))
                .isPresent();
    }

    private static Catalog imported(Catalog catalog, String name) {
        return after(catalog, events(CatalogDifference.between(catalog, CatalogReader.shipped(name))));
    }

    /// All that is in use, with its definition.
    private static Map<String, Object> living(Catalog catalog) {
        Map<String, Object> living = new TreeMap<>();
        for (CatalogNode node : catalog.nodes()) {
            if (!node.retired()) {
                living.put("node " + node.key(), node.definition());
            }
        }
        add(living, "setting", catalog.settings());
        add(living, "roleType", catalog.roleTypes());
        add(living, "role", catalog.roles());
        add(living, "attribute", catalog.attributes());
        add(living, "tier", catalog.tiers());
        return living;
    }

    private static <K, D> void add(Map<String, Object> living, String kind, Map<K, Defined<D>> things) {
        things.forEach((key, thing) -> {
            if (!thing.retired()) {
                living.put(kind + " " + key, thing.definition());
            }
        });
    }
}
