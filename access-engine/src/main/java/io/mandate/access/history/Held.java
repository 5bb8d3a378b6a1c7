package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.RoleFindings;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer with everything it rests on. Two moments with equal ones are told as one.
///
/// @param scope that of the decision, as it is for the user: with the values of his own attributes in it
/// @param because of an answer that allows: the findings that have an event, by step
record Held(Decision decision, ScopeExpression scope, List<Finding> because) {
    static Held at(AccessView view, Question question) {
        Explanation explanation = Explanation.of(view, question);
        Decision decision = explanation.decision();
        if (!decision.allowed()) {
            return new Held(decision, decision.scope(), List.of());
        }
        List<Finding> because = new ArrayList<>();
        explanation.findings().stream().filter(finding -> finding.fact() > 0).forEach(because::add);
        because.addAll(RoleFindings.of(view, question));
        because.sort(Comparator.comparingInt(Finding::step).thenComparing(Finding::kind));
        return new Held(decision, own(decision.scope(), view.user(question.user())), List.copyOf(because));
    }

    boolean allowed() {
        return decision.allowed();
    }

    private static ScopeExpression own(ScopeExpression scope, @Nullable Subject subject) {
        return subject == null ? scope : OwnValues.in(scope, subject.attributes());
    }
}
