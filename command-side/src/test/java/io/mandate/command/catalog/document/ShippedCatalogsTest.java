package io.mandate.command.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCatalogsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"commerce-classic", "commerce", "contact-center", "feedback", "authzen-certification", "system"})
    void every_shipped_catalog_is_valid(String name) {
        CatalogDocument document = CatalogReader.shipped(name);
        assertThat(document.name()).isEqualTo(name);
        assertThat(document.firstAdministrator()).isNotNull();
    }
}
