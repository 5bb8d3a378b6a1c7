package io.mandate.access.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Answers about the past never change. What each version of the rules says of each case, at every moment of its
/// history, is kept byte for byte beside the cases.
class GoldenAnswersTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path NEW = Path.of("target/golden");
    private static final String CHANGED = """

            A version of the decision rules answers otherwise than it did. It may be in force somewhere, and what was
            answered about a moment by it must be answered again, for ever.
              1. Take the change of the old version back: RulesVersion1 and all that it uses stays as it is.
              2. Write the change as the next version (RulesVersion2, in RulesVersions, where LATEST is what new tenants
                 get), with cases and golden answers of its own under version-2.
              3. Tenants come to it by the event DecisionRulesAdopted, and by nothing else.
            Case files and golden answers are only ever added, and none is edited: a case that asks more is a new file.
            Until the first release no version is in force anywhere: version 1 is corrected in place, by a decision record
            that says so, and with its golden answers.
            What is answered now is in %s.
            """;
    private static final String MISSING = """

            %s has no golden answers yet. Read what is in %s line by line: it can never be changed. Then put it there.
            """;

    @TestFactory
    Stream<DynamicTest> every_version_of_the_rules_answers_as_it_always_did() {
        return CaseReader.files().stream()
                .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> compare(file)));
    }

    private static void compare(Path file) throws IOException {
        Path golden = golden(file);
        String now = GoldenAnswers.of(CaseReader.read(file));
        Path told = NEW.resolve(GOLDEN.relativize(golden));
        Files.createDirectories(told.getParent());
        Files.writeString(told, now);
        assertThat(golden).withFailMessage(MISSING, golden, told).exists();
        assertThat(now).as(CHANGED, told).isEqualTo(Files.readString(golden));
    }

    @Test
    void no_golden_answers_are_without_their_case() throws IOException {
        List<Path> expected =
                CaseReader.files().stream().map(GoldenAnswersTest::golden).toList();
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void every_reason_is_among_the_golden_answers_of_the_first_version() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(GOLDEN.resolve("version-1"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(Reason.values()).allSatisfy(reason -> assertThat(all).contains(": " + reason + " (step"));
        assertThat(all).contains("conditional", "masked [", "settings of", "does not apply", "outdated");
    }

    private static Path golden(Path file) {
        Path name = CASES.relativize(file);
        return GOLDEN.resolve(name.toString().replace(".yaml", ".txt"));
    }
}
