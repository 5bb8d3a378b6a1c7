package io.mandate.command.catalog;

import static io.mandate.command.catalog.Catalogs.SHOP;
import static io.mandate.command.catalog.Catalogs.after;
import static io.mandate.command.catalog.Catalogs.document;
import static io.mandate.command.catalog.Catalogs.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.command.catalog.CatalogCommand.DefineNode;
import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.CatalogCommand.ReinstateNode;
import io.mandate.command.catalog.CatalogCommand.UndoCatalog;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasesStayTest {
    private static final TenantId TENANT = new TenantId("shop");
    private static final NodeKey BINS = new NodeKey("stock/bins");
    private static final NodeKey TEAMS = new NodeKey("sales/teams");

    /// The bins are called so in the beginning.
    private static final String NAMED = bins("aliases: [bin]");

    private static final String WITHOUT_STOCK = SHOP.substring(0, SHOP.indexOf("  - key: stock"));

    private final Catalog named = after(NAMED);
    private final Catalog dropped = after(NAMED, SHOP);
    private final Catalog gone = after(NAMED, WITHOUT_STOCK);
    private final Catalog retired = after(named, List.of(new CatalogNodeRetired(BINS)));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # before,  node,        aliases,   taken, from
            named,     sales/teams, team-us,   ,
            named,     stock/bins,  bin crate, ,
            dropped,   stock/bins,  bin, ,
            retired,   stock/bins,  bin, ,
            dropped,   sales/teams, bin,       bin,   stock/bins
            retired,   sales/teams, bin,       bin,   stock/bins
            gone,      sales/teams, bin,       bin,   stock/bins
            gone,      sales/teams, stock,     stock, stock
            dropped,   bin,         '',        bin,   stock/bins
            retired,   bin,         '',        bin,   stock/bins
            """)
    void a_name_stays_with_the_node_that_had_it(
            String before, String node, String aliases, @Nullable String taken, @Nullable String holder) {
        Catalog catalog = switch (before) {
            case "named" -> named;
            case "dropped" -> dropped;
            case "gone" -> gone;
            default -> retired;
        };
        NodeKey key = new NodeKey(node);
        Decision<CatalogEvent> decision =
                CatalogRules.decide(catalog, new DefineNode(TENANT, key, definition(node, aliases), null));
        if (taken == null || holder == null) {
            assertThat(events(decision)).isNotEmpty();
        } else {
            refused(decision, taken, new NodeKey(holder), key);
        }
    }

    @Test
    void no_document_moves_a_name_in_one_step_or_in_two() {
        String moved = SHOP.replace("instanceType: team}", "instanceType: team, aliases: [bin]}");
        for (Catalog catalog : List.of(named, dropped, retired)) {
            refused(imported(catalog, moved), "bin", BINS, TEAMS);
        }
        assertThat(events(imported(dropped, NAMED))).isNotEmpty();
    }

    @Test
    void no_document_gives_a_new_node_a_dropped_name_as_its_key() {
        String module = SHOP + "  - {key: bin, label: Bin, actions: [view]}\n";
        refused(imported(dropped, module), "bin", BINS, new NodeKey("bin"));
        refused(imported(retired, WITHOUT_STOCK + module.substring(SHOP.length())), "bin", BINS, new NodeKey("bin"));
    }

    @Test
    void what_a_name_was_moved_by_once_is_not_moved_back() {
        CatalogNodeDefined dropping = defined(BINS, "", named);
        CatalogNodeDefined giving = defined(TEAMS, "bin", named);
        Catalog older = after(named, List.of(dropping, giving));
        refused(
                CatalogRules.decide(older, new UndoCatalog(TENANT, named, List.of(dropping, giving))),
                "bin",
                TEAMS,
                BINS);
        assertThat(events(CatalogRules.decide(dropped, new UndoCatalog(TENANT, named, List.of(dropping)))))
                .isNotEmpty();
    }

    @Test
    void a_node_does_not_come_back_with_a_name_that_another_has_got() {
        Catalog older = after(retired, List.of(defined(TEAMS, "bin", named), defined(TEAMS, "", named)));
        refused(CatalogRules.decide(older, new ReinstateNode(TENANT, BINS, null)), "bin", TEAMS, BINS);
        assertThat(events(CatalogRules.decide(older, new DefineNode(TENANT, BINS, definition("stock/bins", ""), null))))
                .hasSize(2)
                .contains(new CatalogNodeReinstated(BINS));
    }

    private static void refused(Decision<CatalogEvent> decision, String name, NodeKey holder, NodeKey node) {
        switch (decision) {
            case Decision.Accepted<CatalogEvent>(var events) -> throw new AssertionError(events);
            case Decision.Rejected<CatalogEvent>(var rejection) -> {
                assertThat(rejection.code()).isEqualTo(RejectionCode.ALIAS_TAKEN);
                assertThat(rejection.parameters())
                        .containsEntry("alias", name)
                        .containsEntry("holder", holder.value())
                        .containsEntry("node", node.value());
            }
        }
    }

    private static Decision<CatalogEvent> imported(Catalog catalog, String yaml) {
        return CatalogRules.decide(catalog, new ImportCatalog(TENANT, document(yaml), null));
    }

    private static CatalogNodeDefined defined(NodeKey node, String aliases, Catalog before) {
        return new CatalogNodeDefined(
                node,
                definition(node.value(), aliases),
                Objects.requireNonNull(before.node(node)).definition());
    }

    /// The node of the shop, or else a module, with these aliases.
    private static NodeDefinition definition(String node, String aliases) {
        String names = "aliases: [" + aliases.replace(' ', ',') + "]";
        String yaml = switch (node) {
            case "stock/bins" -> bins(names);
            case "sales/teams" -> WITHOUT_STOCK.replace("instanceType: team}", "instanceType: team, " + names + "}");
            default -> SHOP + "  - {key: " + node + ", label: Bin, actions: [view]}\n";
        };
        return Objects.requireNonNull(document(yaml).nodes().get(new NodeKey(node)));
    }

    private static String bins(String more) {
        return SHOP.replace("label: Bins, actions: [view]}", "label: Bins, actions: [view], " + more + "}");
    }
}
