package io.mandate.command.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedCatalogsTest {
    static final List<String> SHIPPED = List.copyOf(CatalogReader.SHIPPED);

    /// How the lines of each description are numbered.
    private static final Map<String, List<Integer>> NUMBERS = Map.of(
            "000", numbers(1, 17),
            "001", numbers(1, 23),
            "002", numbers(1, 14),
            "003", numbers(2, 17),
            "004", numbers(1, 15));

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
    void every_numbered_line_is_expressed_or_names_nothing() throws IOException {
        Set<String> expressed = lines().map(Line::source).collect(Collectors.toSet());
        Set<String> nothing = written("lines-that-name-nothing.csv")
                .map(line -> cell(line, 0))
                .collect(Collectors.toSet());
        Set<String> numbered = NUMBERS.entrySet().stream()
                .flatMap(description ->
                        description.getValue().stream().map(number -> description.getKey() + "." + number))
                .collect(Collectors.toSet());

        assertThat(expressed).doesNotContainAnyElementsOf(nothing);
        assertThat(Stream.concat(expressed.stream().filter(source -> !source.contains(".P.")), nothing.stream()))
                .containsExactlyInAnyOrderElementsOf(numbered);
    }

    @Test
    void no_line_is_lost_or_said_twice() throws IOException {
        assertThat(lines()).hasSize(182).doesNotHaveDuplicates();
    }

    static Stream<Line> lines() throws IOException {
        return written("lines.csv").map(ShippedCatalogsTest::line);
    }

    private static Stream<String> written(String file) throws IOException {
        try (var stream = ShippedCatalogsTest.class.getResourceAsStream("/catalogs/" + file)) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#"));
        }
    }

    private static String cell(String line, int number) {
        return line.split("\\|", -1)[number].strip();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static Line line(String written) {
        return new Line(cell(written, 0), cell(written, 1), cell(written, 2), cell(written, 3), cell(written, 4));
    }
}
