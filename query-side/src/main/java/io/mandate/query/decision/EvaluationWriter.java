package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Question;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.live.identity.Caller;
import io.mandate.query.decision.EvaluationAnswer.Because;
import io.mandate.query.decision.EvaluationAnswer.Context;
import io.mandate.query.decision.EvaluationAnswer.Mandate;
import io.mandate.query.decision.EventFacts.Facts;
import io.mandate.store.StoreId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes what became of a question. Obligations are always in the answer when there are any; the reason is in single
/// answers, the explanation where it was asked for, and who was behind it only for readers of the audit trail.
@Component
class EvaluationWriter {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName VIEW = new ActionName("view");

    private final StoreId store;
    private final EventFacts events;

    EvaluationWriter(StoreId store, EventFacts events) {
        this.store = store;
        this.events = events;
    }

    /// The answer to a single question.
    EvaluationAnswer single(AccessView view, Caller caller, Evaluation evaluation) {
        return new EvaluationAnswer(evaluation.allowed(), new Context(mandate(view, caller, evaluation, true), null));
    }

    /// The answer to one question of a batch: nothing beside the decision, unless it obliges or explains.
    EvaluationAnswer item(AccessView view, Caller caller, Evaluation evaluation) {
        boolean silent = evaluation.explanation() == null && !obliges(evaluation.decision());
        return new EvaluationAnswer(
                evaluation.allowed(), silent ? null : new Context(mandate(view, caller, evaluation, false), null));
    }

    private static boolean obliges(@Nullable Decision decision) {
        return decision != null
                && decision.allowed()
                && (decision.conditional() || !decision.maskedFields().isEmpty());
    }

    private Mandate mandate(AccessView view, Caller caller, Evaluation evaluation, boolean always) {
        Decision decision = evaluation.decision();
        Explanation explanation = evaluation.explanation();
        boolean told = always || explanation != null;
        boolean scoped = decision != null && decision.conditional();
        List<String> masked = decision == null ? null : names(decision.maskedFields());
        Optional<Facts> facts = explanation == null || !mayAudit(view, caller)
                ? Optional.empty()
                : events.of(view.tenant(), explanation.decision().fact());
        return new Mandate(
                told ? store.position(view.position()).toString() : null,
                told ? evaluation.reason() : null,
                told && decision != null ? text(decision.node()) : null,
                explanation == null ? null : explanation.step(),
                explanation == null ? null : position(explanation.decision().fact()),
                facts.map(Facts::actor).orElse(null),
                facts.map(Facts::at).orElse(null),
                facts.map(Facts::reason).orElse(null),
                explanation == null ? null : text(explanation.inheritedFrom()),
                explanation == null ? null : explanation.fromDefault(),
                scoped ? true : null,
                scoped && decision != null ? decision.scope() : null,
                masked,
                masked == null || decision == null ? null : decision.visibleCharacters(),
                masked,
                explanation == null ? null : because(view, caller, explanation));
    }

    private List<Because> because(AccessView view, Caller caller, Explanation explanation) {
        boolean audit = mayAudit(view, caller);
        return explanation.findings().stream()
                .map(finding -> because(view, finding, audit))
                .toList();
    }

    private Because because(AccessView view, Finding finding, boolean audit) {
        Optional<Facts> facts = audit ? events.of(view.tenant(), finding.fact()) : Optional.empty();
        return new Because(
                finding.step(),
                finding.kind().name(),
                finding.holds(),
                text(finding.node()),
                position(finding.fact()),
                finding.scope(),
                facts.map(Facts::actor).orElse(null),
                facts.map(Facts::at).orElse(null),
                facts.map(Facts::reason).orElse(null));
    }

    private static boolean mayAudit(AccessView view, Caller caller) {
        return AccessRules.decide(view, Question.about(caller.actor().id(), AUDIT, VIEW))
                .allowed();
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
