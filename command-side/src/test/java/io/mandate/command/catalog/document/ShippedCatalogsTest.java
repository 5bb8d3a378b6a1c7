package io.mandate.command.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedCatalogsTest {
    static final List<String> SHIPPED = List.copyOf(CatalogReader.SHIPPED);

    private static final Map<String, ActionSet> ADMINISTRATION = Map.of(
            "administration/profiles", ActionSet.of("view", "create", "edit"),
            "administration/users", ActionSet.of("view", "create", "edit", "assign", "suspend", "delete"),
            "administration/tokens", ActionSet.of("view", "issue", "revoke"),
            "administration/catalog", ActionSet.of("view", "edit"),
            "administration/licence", ActionSet.of("view"),
            "administration/records", ActionSet.of("view", "create", "edit", "delete"),
            "administration/audit", ActionSet.of("view", "export", "history"));

    /// One line of a product description and what expresses it.
    record Line(String source, String catalog, String kind, String key, String expected) {
        @Override
        public String toString() {
            return source + ": " + catalog + " " + kind + " " + key + " " + expected;
        }
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void every_shipped_catalog_is_valid_and_says_how_a_tenant_begins(String name) {
        CatalogDocument document = CatalogReader.shipped(name);
        assertThat(document.name()).isEqualTo(name);
        assertThat(document.firstAdministrator()).isNotNull();
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void every_shipped_catalog_has_the_whole_administration(String name) {
        CatalogDocument document = CatalogReader.shipped(name);
        ADMINISTRATION.forEach((node, actions) -> assertThat(
                        Objects.requireNonNull(document.nodes().get(new NodeKey(node)), node)
                                .supportedActions()
                                .containsAll(actions))
                .as(node)
                .isTrue());
    }

    @ParameterizedTest
    @MethodSource
    void lines(Line line) {
        CatalogDocument document = CatalogReader.shipped(line.catalog());
        assertThat(Expressed.in(document, line.kind(), line.key(), line.expected()))
                .as(line.toString())
                .isEqualTo(line.expected());
    }

    @Test
    void all_five_descriptions_are_listed() throws IOException {
        assertThat(lines().map(line -> line.source().substring(0, 3)).distinct())
                .containsExactlyInAnyOrder("000", "001", "002", "003", "004");
    }

    static Stream<Line> lines() throws IOException {
        try (var stream = ShippedCatalogsTest.class.getResourceAsStream("/catalogs/lines.csv")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).map(ShippedCatalogsTest::line);
        }
    }

    private static Line line(String written) {
        String[] parts = written.split("\\|", -1);
        return new Line(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip(), parts[4].strip());
    }
}
