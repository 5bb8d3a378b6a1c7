package io.mandate.command.catalog;

import static io.mandate.command.catalog.Catalogs.SHOP;
import static io.mandate.command.catalog.Catalogs.after;
import static io.mandate.command.catalog.Catalogs.document;
import static io.mandate.command.catalog.Catalogs.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.command.catalog.CatalogCommand.DefineNode;
import io.mandate.command.catalog.CatalogCommand.DefineRole;
import io.mandate.command.catalog.CatalogCommand.DefineRoleType;
import io.mandate.command.catalog.CatalogCommand.DefineSetting;
import io.mandate.command.catalog.CatalogCommand.ReinstateNode;
import io.mandate.command.catalog.CatalogCommand.RetireNode;
import io.mandate.command.catalog.CatalogCommand.RetireSetting;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogRulesTest {
    private static final TenantId TENANT = new TenantId("shop");
    private static final NodeKey SALES = new NodeKey("sales");
    private static final NodeKey ORDERS = new NodeKey("sales/orders");
    private static final NodeKey TEAMS = new NodeKey("sales/teams");
    private static final NodeKey STOCK = new NodeKey("stock");
    private static final NodeKey BINS = new NodeKey("stock/bins");
    private static final SettingKey CURRENCIES = new SettingKey("sales/currencies");

    private final Catalog shop = after(SHOP);

    @Test
    void a_new_node_is_defined() {
        NodeKey shelves = new NodeKey("stock/shelves");
        assertThat(accepted(shop, new DefineNode(TENANT, shelves, definition(BINS), null)))
                .containsExactly(new CatalogNodeDefined(shelves, definition(BINS), null));
    }

    @Test
    void a_node_that_is_so_already_is_no_event() {
        assertThat(accepted(shop, new DefineNode(TENANT, BINS, definition(BINS), null)))
                .isEmpty();
    }

    @Test
    void a_retired_node_that_is_defined_comes_back() {
        Catalog without = after(shop, accepted(shop, new RetireNode(TENANT, BINS, null)));
        assertThat(accepted(without, new DefineNode(TENANT, BINS, definition(BINS), null)))
                .containsExactly(new CatalogNodeReinstated(BINS));
    }

    @Test
    void a_node_under_an_unknown_or_retired_parent_is_refused() {
        Catalog without = after(shop, accepted(shop, new RetireNode(TENANT, STOCK, null)));
        NodeKey shelves = new NodeKey("stock/shelves");
        assertThat(rejected(without, new DefineNode(TENANT, shelves, definition(BINS), null))
                        .code())
                .isEqualTo(RejectionCode.NODE_RETIRED);
        assertThat(rejected(Catalog.EMPTY, new DefineNode(TENANT, shelves, definition(BINS), null))
                        .code())
                .isEqualTo(RejectionCode.NODE_UNKNOWN);
    }

    @Test
    void a_node_that_does_not_fit_the_catalog_is_refused_with_the_place() {
        NodeDefinition orders = document(SHOP.replace("scopedBy: sales/teams", "aliases: [teams]"))
                .nodes()
                .get(ORDERS);
        Catalog taken = after(SHOP.replace("instanceType: team}", "instanceType: team, aliases: [teams]}"));
        Rejection rejection = rejected(taken, new DefineNode(TENANT, ORDERS, Objects.requireNonNull(orders), null));
        assertThat(rejection.code()).isEqualTo(RejectionCode.CATALOG_INVALID);
        assertThat(rejection.parameters()).containsEntry("place", "/aliases");
    }

    @Test
    void a_node_never_changes_its_kind() {
        NodeDefinition section = document(SHOP.replace("{key: stock/bins,", "{key: stock/bins, kind: SECTION,"))
                .nodes()
                .get(BINS);
        assertThat(rejected(shop, new DefineNode(TENANT, BINS, Objects.requireNonNull(section), null))
                        .code())
                .isEqualTo(RejectionCode.CATALOG_KIND_FIXED);
    }

    @Test
    void retiring_a_module_retires_all_below_it_and_its_settings() {
        assertThat(accepted(shop, new RetireNode(TENANT, SALES, null)))
                .containsExactlyInAnyOrder(
                        new SettingRetired(CURRENCIES),
                        new SettingRetired(new SettingKey("sales/pages")),
                        new CatalogNodeRetired(TEAMS),
                        new CatalogNodeRetired(ORDERS),
                        new CatalogNodeRetired(SALES))
                .endsWith(new CatalogNodeRetired(SALES));
    }

    @Test
    void retiring_what_others_rest_on_is_refused() {
        Rejection rejection = rejected(shop, new RetireNode(TENANT, TEAMS, null));
        assertThat(rejection.code()).isEqualTo(RejectionCode.CATALOG_INVALID);
        assertThat(rejection.parameters()).containsEntry("place", "/nodes/sales/orders/scopedBy");
        assertThat(rejected(shop, new RetireSetting(TENANT, CURRENCIES, null)).parameters())
                .containsEntry("place", "/settings/sales/pages/keysSubsetOf");
    }

    @Test
    void retiring_twice_is_no_event_and_unknown_nodes_are_refused() {
        Catalog without = after(shop, accepted(shop, new RetireNode(TENANT, STOCK, null)));
        assertThat(accepted(without, new RetireNode(TENANT, STOCK, null))).isEmpty();
        assertThat(rejected(shop, new RetireNode(TENANT, new NodeKey("none"), null))
                        .code())
                .isEqualTo(RejectionCode.NODE_UNKNOWN);
    }

    @Test
    void a_node_is_reinstated_after_its_parent() {
        Catalog without = after(shop, accepted(shop, new RetireNode(TENANT, STOCK, null)));
        assertThat(rejected(without, new ReinstateNode(TENANT, BINS, null)).code())
                .isEqualTo(RejectionCode.NODE_RETIRED);
        assertThat(accepted(without, new ReinstateNode(TENANT, STOCK, null)))
                .containsExactly(new CatalogNodeReinstated(STOCK));
        assertThat(accepted(shop, new ReinstateNode(TENANT, STOCK, null))).isEmpty();
        assertThat(rejected(shop, new ReinstateNode(TENANT, new NodeKey("none"), null))
                        .code())
                .isEqualTo(RejectionCode.NODE_UNKNOWN);
    }

    @Test
    void settings_are_defined_and_retired() {
        SettingKey limit = new SettingKey("sales/limit");
        SettingDefinition definition = setting(SALES);
        assertThat(accepted(shop, new DefineSetting(TENANT, limit, definition, null)))
                .containsExactly(new SettingDefined(limit, definition, null));
        assertThat(rejected(shop, new DefineSetting(TENANT, limit, setting(new NodeKey("none")), null))
                        .code())
                .isEqualTo(RejectionCode.MODULE_UNKNOWN);
        assertThat(accepted(shop, new RetireSetting(TENANT, new SettingKey("sales/pages"), null)))
                .containsExactly(new SettingRetired(new SettingKey("sales/pages")));
        assertThat(rejected(shop, new RetireSetting(TENANT, limit, null)).code())
                .isEqualTo(RejectionCode.SETTING_UNKNOWN);
    }

    @Test
    void role_types_and_roles_are_defined() {
        RoleTypeDefinition type =
                new RoleTypeDefinition(Label.of("Guest"), false, ProfilePolicy.FORBIDDEN, IdentityPolicy.ANY);
        RoleTypeKey guest = new RoleTypeKey("GUEST");
        assertThat(accepted(shop, new DefineRoleType(TENANT, guest, type, null)))
                .containsExactly(new RoleTypeDefined(guest, type, null));
        RoleDefinition clerk = new RoleDefinition(Label.of("Clerk"), guest, Set.of(), Set.of());
        assertThat(rejected(shop, new DefineRole(TENANT, new RoleKey("CLERK"), clerk, null))
                        .parameters())
                .containsEntry("place", "/roleType");
        Catalog more = after(shop, accepted(shop, new DefineRoleType(TENANT, guest, type, null)));
        assertThat(accepted(more, new DefineRole(TENANT, new RoleKey("CLERK"), clerk, null)))
                .singleElement()
                .isInstanceOf(RoleDefined.class);
    }

    private static SettingDefinition setting(NodeKey module) {
        return new SettingDefinition(
                module, Label.of("Limit"), new SettingType.BooleanType(), null, null, Set.of(), Set.of());
    }

    private NodeDefinition definition(NodeKey node) {
        return Objects.requireNonNull(shop.node(node)).definition();
    }

    private static List<CatalogEvent> accepted(Catalog catalog, CatalogCommand command) {
        return events(CatalogRules.decide(catalog, command));
    }

    private static Rejection rejected(Catalog catalog, CatalogCommand command) {
        return switch (CatalogRules.decide(catalog, command)) {
            case Decision.Rejected<CatalogEvent>(var rejection) -> rejection;
            case Decision.Accepted<CatalogEvent>(var events) -> throw new AssertionError(events);
        };
    }
}
