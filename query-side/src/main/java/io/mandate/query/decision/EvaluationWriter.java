package io.mandate.query.decision;

import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.events.values.FieldName;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.decision.EvaluationAnswer.Because;
import io.mandate.query.decision.EvaluationAnswer.Context;
import io.mandate.query.decision.EvaluationAnswer.Mandate;
import io.mandate.query.decision.EventFacts.Facts;
import io.mandate.store.StoreId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes what became of a question. Obligations are always in the answer when there are any; the
/// reason and the event that decided are in single answers, the explanation where it was asked for,
/// and who was behind it only for readers of the audit trail.
@Component
class EvaluationWriter {
    private final StoreId store;
    private final EventFacts events;

    EvaluationWriter(StoreId store, EventFacts events) {
        this.store = store;
        this.events = events;
    }

    /// The answer to a single question.
    ///
    /// @param moments of the request, by which it is judged what the caller may be told
    EvaluationAnswer single(Moments moments, Caller caller, Supplier<RequestFacts> request, Evaluation evaluation) {
        Map<Long, Facts> facts = events.of(moments, caller, request, List.of(evaluation));
        return new EvaluationAnswer(evaluation.allowed(), new Context(mandate(evaluation, facts, true), null));
    }

    /// The answers to the questions of a batch: nothing beside a decision, unless it obliges or explains.
    List<EvaluationAnswer> items(
            Moments moments, Caller caller, Supplier<RequestFacts> request, List<Evaluation> evaluations) {
        Map<Long, Facts> facts = events.of(moments, caller, request, evaluations);
        return evaluations.stream().map(evaluation -> item(evaluation, facts)).toList();
    }

    private EvaluationAnswer item(Evaluation evaluation, Map<Long, Facts> facts) {
        if (evaluation.failure() != null) {
            return EvaluationAnswer.failed(evaluation.failure());
        }
        boolean silent = evaluation.explanation() == null && !obliges(evaluation.decision());
        return new EvaluationAnswer(
                evaluation.allowed(), silent ? null : new Context(mandate(evaluation, facts, false), null));
    }

    private static boolean obliges(@Nullable Decision decision) {
        return decision != null
                && decision.allowed()
                && (decision.conditional() || !decision.maskedFields().isEmpty());
    }

    private Mandate mandate(Evaluation evaluation, Map<Long, Facts> known, boolean always) {
        Decision decision = evaluation.decision();
        Explanation explanation = evaluation.explanation();
        boolean told = always || explanation != null;
        boolean scoped = decision != null && decision.conditional();
        List<String> masked = decision == null ? null : names(decision.maskedFields());
        Facts facts =
                explanation == null ? null : known.get(explanation.decision().fact());
        return new Mandate(
                told ? store.position(evaluation.view().position()).toString() : null,
                told ? evaluation.reason() : null,
                told && decision != null ? text(decision.node()) : null,
                explanation == null ? null : explanation.step(),
                told && decision != null ? position(decision.fact()) : null,
                facts == null ? null : facts.actor(),
                facts == null ? null : facts.at(),
                facts == null ? null : facts.reason(),
                explanation == null ? null : text(explanation.inheritedFrom()),
                explanation == null ? null : explanation.fromDefault(),
                scoped ? true : null,
                scoped && decision != null ? decision.scope() : null,
                masked,
                masked == null || decision == null ? null : decision.visibleCharacters(),
                masked,
                explanation == null ? null : because(explanation, known));
    }

    private List<Because> because(Explanation explanation, Map<Long, Facts> known) {
        return explanation.findings().stream()
                .map(finding -> because(finding, known.get(finding.fact())))
                .toList();
    }

    private Because because(Finding finding, @Nullable Facts facts) {
        return new Because(
                finding.step(),
                finding.kind().name(),
                finding.holds(),
                text(finding.node()),
                position(finding.fact()),
                finding.scope(),
                text(finding.attribute()),
                facts == null ? null : facts.actor(),
                facts == null ? null : facts.at(),
                facts == null ? null : facts.reason());
    }

    private @Nullable String position(long seq) {
        return seq == 0 ? null : store.position(seq).toString();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }

    private static @Nullable List<String> names(SortedSet<FieldName> fields) {
        return fields.isEmpty() ? null : fields.stream().map(FieldName::value).toList();
    }
}
