package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.history.RandomHistory;
import io.mandate.events.values.ScopeExpression;

/// Asks about the probes, which have to be those that the scope of an answer reaches; and, where there is a scope,
/// about all registered records.
record Probing(Answers answers, Oracle oracle, AccessView now, int commit) {
    /// The probes that are reached, one bit each.
    long reached(int cell) {
        Verdict verdict = answers.said[commit][cell];
        if (!verdict.held()) {
            return 0;
        }
        ScopeExpression scope = answers.live[commit][cell].scope();
        long reached = 0;
        for (int i = 0; i < answers.cells.probes().size(); i++) {
            Asked probe = answers.cells.probe(cell, i);
            boolean reaches = oracle.ask(probe).held();
            if (verdict.allowed() && reaches != oracle.reaches(scope, probe)) {
                throw answers.disagreement("scope of " + probe, commit, cell, reaches, scope);
            }
            reached |= reaches ? 1L << i : 0;
        }
        if (verdict.allowed() && !(scope instanceof ScopeExpression.All)) {
            records(answers.cells.asked(cell), cell);
        }
        return reached;
    }

    private void records(Asked whole, int cell) {
        for (int i = 0; i < RandomHistory.RECORDS; i++) {
            Asked about = new Asked(
                    whole.user(),
                    whole.node(),
                    whole.action(),
                    RandomHistory.record(whole.node(), i),
                    null,
                    whole.saysOfUser());
            Verdict verdict = oracle.ask(about);
            Decision decision = AccessRules.decide(now, Cells.question(about));
            if (!Comparing.same(verdict, decision)) {
                throw answers.disagreement("record rec-" + i, commit, cell, verdict, decision);
            }
        }
    }
}
