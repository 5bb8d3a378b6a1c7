package io.mandate.access.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseFile.Ask;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.decision.RulesVersions;
import io.mandate.access.scope.Scopes;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.RecordId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs every case file: what is expected of each version of the rules. A bug report becomes a new file. That nothing
/// else changes is seen by [GoldenAnswersTest].
class AccessCasesTest {
    @TestFactory
    Stream<DynamicTest> every_case_is_answered_as_written() {
        return CaseReader.files().stream().map(file -> {
            CaseFile one = CaseReader.read(file);
            return DynamicTest.dynamicTest(name(file) + ": " + one.description(), () -> check(one));
        });
    }

    @Test
    void every_version_of_the_rules_has_golden_cases() {
        assertThat(RulesVersions.known())
                .allSatisfy(version -> assertThat(CaseReader.files())
                        .filteredOn(file -> file.toString().contains("/version-" + version + "/"))
                        .isNotEmpty());
    }

    private static void check(CaseFile one) {
        assertThat(one.ask()).isNotEmpty();
        AccessView view = one.log().now();
        for (Ask ask : one.ask()) {
            check(view, ask);
        }
    }

    private static void check(AccessView view, Ask ask) {
        Question question = question(ask);
        Decision decision = AccessRules.decide(view, question);
        assertThat(decision.reason()).as("%s", ask).isEqualTo(ask.expect());
        if (ask.node() != null) {
            assertThat(decision.node()).as("%s", ask).isEqualTo(ask.node());
        }
        assertThat(decision.scope()).as("%s", ask).isEqualTo(ask.scope() == null ? Scopes.ALL : ask.scope());
        List<String> masked = ask.masked() == null ? List.of() : ask.masked();
        assertThat(decision.maskedFields())
                .as("%s", ask)
                .extracting(FieldName::value)
                .containsExactlyElementsOf(masked);
        assertThat(decision.writeProtected()).isEqualTo(decision.maskedFields());
        explained(view, question, decision);
    }

    static Question question(Ask ask) {
        return new Question(
                ask.user(),
                ask.resource(),
                ask.action(),
                ask.record(),
                ask.with() == null ? null : ask.with().said(),
                ask.attributes());
    }

    /// The explanation tells the same story: all findings hold, but the last one of a denial; behind a limit that does
    /// not reach a record that is known, registered or a user, stands which version of it that was.
    private static void explained(AccessView view, Question question, Decision decision) {
        Explanation explanation = Explanation.of(view, question);
        assertThat(explanation.decision()).isEqualTo(decision);
        assertThat(explanation.step()).isEqualTo(decision.reason().step());
        assertThat(explanation.findings()).isNotEmpty();
        List<Finding> failed =
                explanation.findings().stream().dropWhile(Finding::holds).toList();
        assertThat(failed.isEmpty()).isEqualTo(decision.allowed());
        if (!decision.allowed()) {
            assertThat(failed.getFirst().fact()).isEqualTo(decision.fact());
            assertThat(failed.getFirst().step()).isEqualTo(explanation.step());
            boolean version = decision.reason() == Reason.OUT_OF_RECORD_SCOPE && known(view, question);
            assertThat(failed).hasSize(version ? 2 : 1);
            assertThat(failed.subList(1, failed.size()))
                    .allMatch(finding -> finding.kind() == Finding.Kind.RECORD && !finding.holds());
        }
    }

    private static boolean known(AccessView view, Question question) {
        RecordId record = question.record();
        return record != null
                && (PrincipalRecord.principal(view, question.resource(), record) != null
                        || view.record(question.resource(), record) != null);
    }

    private static String name(Path file) {
        String path = file.toString();
        return path.substring(path.indexOf("cases/") + 6, path.length() - ".yaml".length());
    }
}
