package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {
    private static final Pattern NAMED = Pattern.compile("(?:`|--)(mandate\\.[a-z][A-Za-z0-9.-]*[A-Za-z0-9])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mandate.index.fold.at-once",
                "mandate.index.fold.atOnce",
                "mandate.index.fold.at_once",
                "mandate.roles[0]",
                "mandate.identity.issuers[0].jwks-uri",
                "server.address",
                "management.endpoint.health.show-details"
            })
    void what_somebody_reads_is_known_however_it_is_written(String name) {
        assertThat(KnownSettings.knows(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mandate.proofs.anchors.foldr, mandate.proofs.anchors.folder",
        "mandate.datasource.poolsize.max, mandate.datasource.pool-size",
        "mandate.role, mandate.roles",
        "mandate.tls.certficate, mandate.tls.certificate",
        "mandate.index.fold, mandate.index.fold.kept"
    })
    void of_others_the_nearest_is_known(String name, String nearest) {
        assertThat(KnownSettings.knows(name)).isFalse();
        assertThat(KnownSettings.nearest(name)).isEqualTo(nearest);
    }

    /// What documents tell people to set.
    @Test
    void all_that_documents_name_is_known() throws IOException {
        List<String> named = documents()
                .flatMap(text -> NAMED.matcher(text).results().map(found -> found.group(1)))
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(20).allMatch(KnownSettingsTest::known);
    }

    /// By its own name, or by that of its group.
    private static boolean known(String name) {
        return KnownSettings.knows(name) || KnownSettings.all().anyMatch(one -> one.startsWith(name + "."));
    }

    private static Stream<String> documents() throws IOException {
        Path root = Path.of("..");
        List<Path> files;
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            files = docs.filter(file -> file.toString().endsWith(".md")).toList();
        }
        return Stream.concat(files.stream(), Stream.of(root.resolve("README.md"), root.resolve("docker-compose.yml")))
                .map(KnownSettingsTest::text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
