package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The descriptions of the products contradict each other, or are silent, in 32 places. Each was
/// settled, and each has a file that says how: of decisions beside the rules, of everything else here.
class SettledCasesTest {
    private static final int SETTLED = 32;

    private static final Path HERE = Path.of("src/test/resources/settled");
    private static final Path DECISIONS = Path.of("../access-engine/src/test/resources/cases/version-1");
    private static final Pattern NUMBERED = Pattern.compile("settled-(\\d\\d)-[a-z0-9-]+\\.yaml");

    @TestFactory
    Stream<DynamicTest> each_is_answered_as_it_was_settled() {
        return files(HERE).stream().map(file -> {
            SettledCase one = SettledCase.read(file);
            return DynamicTest.dynamicTest(file.getFileName() + ": " + one.description(), one::check);
        });
    }

    @Test
    void every_contradiction_that_was_settled_has_a_case() {
        assertThat(Stream.of(HERE, DECISIONS)
                        .flatMap(folder -> files(folder).stream())
                        .map(SettledCasesTest::number)
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SETTLED).boxed().toList());
    }

    private static int number(Path file) {
        Matcher name = NUMBERED.matcher(String.valueOf(file.getFileName()));
        assertThat(name.matches()).as("the name of %s", file).isTrue();
        return Integer.parseInt(name.group(1));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("settled-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
