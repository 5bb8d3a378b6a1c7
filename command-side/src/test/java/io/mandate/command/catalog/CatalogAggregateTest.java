package io.mandate.command.catalog;

import static io.mandate.command.catalog.Catalogs.SHOP;
import static io.mandate.command.catalog.Catalogs.document;
import static io.mandate.command.catalog.Catalogs.events;

import io.mandate.access.catalog.Catalog;
import io.mandate.command.catalog.CatalogCommand.DefineNode;
import io.mandate.command.catalog.CatalogCommand.DefineRole;
import io.mandate.command.catalog.CatalogCommand.DefineRoleType;
import io.mandate.command.catalog.CatalogCommand.DefineSetting;
import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.CatalogCommand.ReinstateNode;
import io.mandate.command.catalog.CatalogCommand.RetireNode;
import io.mandate.command.catalog.CatalogCommand.RetireSetting;
import io.mandate.command.catalog.CatalogCommand.UndoCatalog;
import io.mandate.command.given.GivenTenant;
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
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/// That each command finds its handler, its parameters and its stream; what it decides is told by the tests of the
/// rules.
class CatalogAggregateTest {
    private static final NodeKey BINS = new NodeKey("stock/bins");
    private static final SettingKey PAGES = new SettingKey("sales/pages");
    private static final RoleKey CLERK = new RoleKey("CLERK");
    private static final RoleTypeKey STAFF = new RoleTypeKey("STAFF");
    private static final List<CatalogEvent> IMPORTED = events(CatalogDifference.between(Catalog.EMPTY, document(SHOP)));

    private static TestExecutor<CatalogAggregate> given(List<CatalogEvent> events) {
        AggregateTestFixture<CatalogAggregate> fixture = new AggregateTestFixture<>(CatalogAggregate.class);
        GivenTenant tenant = new GivenTenant();
        if (!events.isEmpty()) {
            tenant.happened(events);
        }
        fixture.registerInjectableResource(tenant.head());
        return events.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(events);
    }

    @Test
    void a_first_import_defines_everything() {
        given(List.of())
                .when(new ImportCatalog(GivenTenant.TENANT, document(SHOP), null))
                .expectEvents(IMPORTED.toArray());
    }

    @Test
    void the_same_import_again_does_nothing() {
        given(IMPORTED)
                .when(new ImportCatalog(GivenTenant.TENANT, document(SHOP), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_import_of_another_kind_is_refused() {
        String section = SHOP.replace("{key: stock/bins,", "{key: stock/bins, kind: SECTION,");
        given(IMPORTED)
                .when(new ImportCatalog(GivenTenant.TENANT, document(section), null))
                .expectException(RejectedException.class)
                .expectExceptionMessage(RejectionCode.CATALOG_KIND_FIXED.name());
    }

    @Test
    void define_node() {
        NodeKey shelves = new NodeKey("stock/shelves");
        NodeDefinition bins = of(document(SHOP).nodes(), BINS);
        given(IMPORTED)
                .when(new DefineNode(GivenTenant.TENANT, shelves, bins, null))
                .expectEvents(new CatalogNodeDefined(shelves, bins, null));
    }

    @Test
    void retire_node() {
        given(IMPORTED).when(new RetireNode(GivenTenant.TENANT, BINS, null)).expectEvents(new CatalogNodeRetired(BINS));
    }

    @Test
    void reinstate_node() {
        List<CatalogEvent> retired = new java.util.ArrayList<>(IMPORTED);
        retired.add(new CatalogNodeRetired(BINS));
        given(retired)
                .when(new ReinstateNode(GivenTenant.TENANT, BINS, null))
                .expectEvents(new CatalogNodeReinstated(BINS));
    }

    @Test
    void define_setting() {
        SettingKey more = new SettingKey("sales/more-pages");
        SettingDefinition pages = of(document(SHOP).settings(), PAGES);
        given(IMPORTED)
                .when(new DefineSetting(GivenTenant.TENANT, more, pages, null))
                .expectEvents(new SettingDefined(more, pages, null));
    }

    @Test
    void retire_setting() {
        given(IMPORTED)
                .when(new RetireSetting(GivenTenant.TENANT, PAGES, null))
                .expectEvents(new SettingRetired(PAGES));
    }

    @Test
    void define_role_type() {
        RoleTypeKey guest = new RoleTypeKey("GUEST");
        RoleTypeDefinition staff = of(document(SHOP).roleTypes(), STAFF);
        given(IMPORTED)
                .when(new DefineRoleType(GivenTenant.TENANT, guest, staff, null))
                .expectEvents(new RoleTypeDefined(guest, staff, null));
    }

    @Test
    void define_role() {
        RoleKey chief = new RoleKey("CHIEF");
        RoleDefinition clerk = of(document(SHOP).roles(), CLERK);
        given(IMPORTED)
                .when(new DefineRole(GivenTenant.TENANT, chief, clerk, null))
                .expectEvents(new RoleDefined(chief, clerk, null));
    }

    @Test
    void undo_catalog() {
        Catalog before = new GivenTenant().happened(IMPORTED).head().catalog();
        List<CatalogEvent> retired = new java.util.ArrayList<>(IMPORTED);
        retired.add(new CatalogNodeRetired(BINS));
        given(retired)
                .when(new UndoCatalog(GivenTenant.TENANT, before, List.of(new CatalogNodeRetired(BINS))))
                .expectEvents(new CatalogNodeReinstated(BINS));
    }

    private static <K, V> V of(Map<K, V> things, K key) {
        return Objects.requireNonNull(things.get(key));
    }
}
