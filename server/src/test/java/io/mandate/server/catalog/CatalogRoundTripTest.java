package io.mandate.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.tenant.TenantState;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.query.catalog.CatalogForm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

/// What `GET /v1/catalog` shows is what `PUT /v1/catalog` takes.
class CatalogRoundTripTest {
    static final List<String> SHIPPED = List.copyOf(CatalogReader.SHIPPED);

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void a_catalog_that_is_shown_can_be_imported_again(String name) {
        CatalogDocument imported = CatalogReader.shipped(name);
        byte[] shown = JsonMapper.shared().writeValueAsBytes(CatalogForm.of(catalog(imported), TenantState.EMPTY));
        CatalogDocument again = CatalogReader.json(shown);
        assertThat(again.name()).isEqualTo(imported.name());
        assertThat(again.version()).isEqualTo(imported.version());
        assertThat(again.tiers()).isEqualTo(imported.tiers());
        assertThat(again.roleTypes()).isEqualTo(imported.roleTypes());
        assertThat(again.attributes()).isEqualTo(imported.attributes());
        assertThat(again.roles()).isEqualTo(imported.roles());
        assertThat(again.nodes()).isEqualTo(imported.nodes());
        assertThat(again.settings()).isEqualTo(imported.settings());
    }

    private static Catalog catalog(CatalogDocument document) {
        List<CatalogEvent> events = new ArrayList<>();
        events.add(new CatalogImported(document.name(), document.version(), document.checksum()));
        document.tiers().forEach((key, tier) -> events.add(new TierDefined(key, tier, null)));
        document.roleTypes().forEach((key, type) -> events.add(new RoleTypeDefined(key, type, null)));
        document.attributes().forEach((key, attribute) -> events.add(new AttributeDefined(key, attribute, null)));
        document.roles().forEach((key, role) -> events.add(new RoleDefined(key, role, null)));
        document.nodes().forEach((key, node) -> events.add(new CatalogNodeDefined(key, node, null)));
        document.settings().forEach((key, setting) -> events.add(new SettingDefined(key, setting, null)));
        Catalog catalog = Catalog.EMPTY;
        for (CatalogEvent event : events) {
            catalog = catalog.after(event, catalog.seq() + 1);
        }
        return catalog;
    }
}
