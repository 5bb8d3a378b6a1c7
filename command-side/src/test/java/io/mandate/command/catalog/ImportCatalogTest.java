package io.mandate.command.catalog;

import static io.mandate.command.catalog.Catalogs.SHOP;
import static io.mandate.command.catalog.Catalogs.after;
import static io.mandate.command.catalog.Catalogs.document;
import static io.mandate.command.catalog.Catalogs.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ImportCatalogTest {
    static final List<String> SHIPPED = List.copyOf(CatalogReader.SHIPPED);

    private static final String WITHOUT_STOCK = SHOP.substring(0, SHOP.indexOf("  - key: stock"));

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void the_same_document_twice_is_no_event(String name) {
        Catalog once =
                after(Catalog.EMPTY, events(CatalogDifference.between(Catalog.EMPTY, CatalogReader.shipped(name))));
        assertThat(events(CatalogDifference.between(once, CatalogReader.shipped(name))))
                .isEmpty();
    }

    @Test
    void the_first_import_is_one_event_for_each_thing_and_one_for_itself() {
        List<CatalogEvent> events = decide(Catalog.EMPTY, SHOP);
        assertThat(events).hasSize(1 + 1 + 1 + 1 + 1 + 5 + 2);
        assertThat(events.getFirst()).isInstanceOfSatisfying(CatalogImported.class, imported -> {
            assertThat(imported.name()).isEqualTo("shop");
            assertThat(imported.checksum()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void parents_are_defined_before_their_children() {
        assertThat(decide(Catalog.EMPTY, SHOP).stream()
                        .filter(CatalogNodeDefined.class::isInstance)
                        .map(event -> ((CatalogNodeDefined) event).node().value()))
                .containsExactly("sales", "sales/teams", "sales/orders", "stock", "stock/bins");
    }

    @Test
    void one_difference_is_one_event_with_what_was_before() {
        Catalog shop = after(SHOP);
        List<CatalogEvent> events = decide(shop, SHOP.replace("label: Orders", "label: Purchases"));
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).isInstanceOfSatisfying(CatalogNodeDefined.class, defined -> {
            assertThat(defined.definition().label()).isEqualTo(Label.of("Purchases"));
            assertThat(defined.previous()).isNotNull();
            assertThat(defined.previous().label()).isEqualTo(Label.of("Orders"));
        });
    }

    @Test
    void another_version_alone_is_one_event() {
        assertThat(decide(after(SHOP), SHOP.replace("\"1\"", "\"2\"")))
                .singleElement()
                .isInstanceOf(CatalogImported.class);
    }

    @Test
    void the_order_of_things_is_no_difference() {
        String swapped = SHOP.replace("{key: sales/teams, label: Teams, actions: [view], instanceType: team}", "X")
                .replace(
                        "{key: sales/orders, label: Orders, actions: [view, edit], scopedBy: sales/teams}",
                        "{key: sales/teams, label: Teams, actions: [view], instanceType: team}")
                .replace("X", "{key: sales/orders, label: Orders, actions: [edit, view], scopedBy: sales/teams}");
        assertThat(decide(after(SHOP), swapped)).isEmpty();
    }

    @Test
    void what_disappears_is_retired_children_first() {
        assertThat(decide(after(SHOP), WITHOUT_STOCK))
                .hasSize(3)
                .endsWith(
                        new CatalogNodeRetired(new NodeKey("stock/bins")),
                        new CatalogNodeRetired(new NodeKey("stock")));
    }

    @Test
    void what_was_retired_stays_so_without_further_events() {
        assertThat(decide(after(SHOP, WITHOUT_STOCK), WITHOUT_STOCK)).isEmpty();
    }

    @Test
    void what_returns_as_it_was_is_reinstated() {
        assertThat(decide(after(SHOP, WITHOUT_STOCK), SHOP))
                .contains(
                        new CatalogNodeReinstated(new NodeKey("stock")),
                        new CatalogNodeReinstated(new NodeKey("stock/bins")))
                .noneMatch(CatalogNodeDefined.class::isInstance);
    }

    @Test
    void what_returns_otherwise_is_defined_and_reinstated() {
        List<CatalogEvent> events = decide(after(SHOP, WITHOUT_STOCK), SHOP.replace("label: Bins", "label: Shelves"));
        assertThat(events).filteredOn(CatalogNodeDefined.class::isInstance).hasSize(1);
        assertThat(events).contains(new CatalogNodeReinstated(new NodeKey("stock/bins")));
    }

    @Test
    void a_setting_goes_and_comes_back() {
        String without = SHOP.replace(", keysSubsetOf: sales/currencies", "").replaceAll(".*sales/currencies.*\\n", "");
        assertThat(decide(after(SHOP), without)).contains(new SettingRetired(new SettingKey("sales/currencies")));
        assertThat(decide(after(SHOP, without), SHOP))
                .filteredOn(event -> event instanceof SettingDefined defined
                        && defined.setting().equals(new SettingKey("sales/currencies")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {key: stock/bins, label      | {key: stock/bins, kind: SECTION, label | stock/bins       | RESOURCE of stock
                    currencies, label: Currencies, type: {kind: SET}, default: [] | currencies, label: C, type: {kind: MAP} | sales/currencies | SET of sales
                    sensitivity: DECISIVE        | sensitivity: PERSONAL                  | region           | DECISIVE
                    """)
    void kinds_are_for_ever(String before, String after, String key, String was) {
        String changed = SHOP.replace(", keysSubsetOf: sales/currencies", "").replace(before, after);
        assertThat(CatalogDifference.between(after(SHOP), document(changed)))
                .isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
                    assertThat(rejected.rejection().code()).isEqualTo(RejectionCode.CATALOG_KIND_FIXED);
                    assertThat(rejected.rejection().parameters())
                            .containsEntry("key", key)
                            .containsEntry("before", was);
                });
    }

    @Test
    void a_retired_key_returns_only_as_the_same_kind() {
        String section = SHOP.replace("{key: stock/bins, label", "{key: stock/bins, kind: SECTION, label");
        assertThat(CatalogDifference.between(after(SHOP, WITHOUT_STOCK), document(section)))
                .isInstanceOf(Decision.Rejected.class);
    }

    private static List<CatalogEvent> decide(Catalog catalog, String yaml) {
        return events(CatalogRules.decide(catalog, new ImportCatalog(new TenantId("shop"), document(yaml), null)));
    }
}
