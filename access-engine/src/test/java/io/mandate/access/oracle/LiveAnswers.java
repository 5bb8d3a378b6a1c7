package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.history.RandomHistory;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds a history commit by commit, asks everything after each of them, of the engine and of the oracle, and keeps
/// what was answered. In between there is once a restart.
final class LiveAnswers {
    /// A preview costs as much as the commit itself.
    private static final int PREVIEWED = 8;

    private final Answers answers;
    private final Folded folded;
    private final Oracle oracle = new Oracle();
    /// One commit behind, to tell which event of a commit it was.
    private final Oracle behind = new Oracle();

    private LiveAnswers(Answers answers, Folded folded) {
        this.answers = answers;
        this.folded = folded;
    }

    static void record(Answers answers, Folded folded) {
        LiveAnswers live = new LiveAnswers(answers, folded);
        int restart = answers.commits.size() / 2;
        for (int commit = 0; commit < answers.commits.size(); commit++) {
            live.commit(commit);
            if (commit == restart) {
                folded.restart();
            }
        }
    }

    private void commit(int commit) {
        List<RecordedEvent> events = answers.commits.get(commit);
        AccessView preview = commit % PREVIEWED == 0 ? folded.preview(events) : null;
        AccessView now = folded.commit(events);
        events.forEach(event -> oracle.fold(event.event(), event.seq()));
        for (int cell = 0; cell < answers.cells.count(); cell++) {
            answers.live[commit][cell] = compared(commit, cell, now, preview);
            if (answers.cells.whole(cell)) {
                answers.reached[commit][cell] = probed(commit, cell, now);
            }
        }
        turns(commit);
    }

    private Decision compared(int commit, int cell, AccessView now, @Nullable AccessView preview) {
        Verdict verdict = oracle.ask(answers.cells.asked(cell));
        answers.said[commit][cell] = verdict;
        Decision decision = AccessRules.decide(now, answers.cells.question(cell));
        if (!same(verdict, decision)) {
            throw answers.disagreement("live", commit, cell, verdict, decision);
        }
        if (preview != null) {
            Decision previewed = AccessRules.decide(preview, answers.cells.question(cell));
            if (!decision.equals(previewed)) {
                throw answers.disagreement("preview", commit, cell, decision, previewed);
            }
            explained(commit, cell, Explanation.of(now, answers.cells.question(cell)));
        }
        return decision;
    }

    private void explained(int commit, int cell, Explanation explanation) {
        if (!same(answers.said[commit][cell], explanation.decision())) {
            throw answers.disagreement("explained", commit, cell, answers.said[commit][cell], explanation.decision());
        }
        Map<String, Long> expected = answers.said[commit][cell].reason().equals("GRANTED")
                ? oracle.restsOn(answers.cells.asked(cell))
                : Map.of();
        Map<String, Long> told = new HashMap<>();
        explanation.findings().forEach(finding -> told.put(finding.kind().name(), finding.fact()));
        told.keySet().retainAll(expected.keySet());
        if (!told.equals(expected)) {
            throw answers.disagreement("explanation", commit, cell, expected, told);
        }
    }

    static boolean same(Verdict verdict, Decision decision) {
        return verdict.reason().equals(decision.reason().name())
                && (verdict.facts().isEmpty() || verdict.facts().contains(decision.fact()))
                && (!verdict.allowed()
                        || verdict.masked().equals(decision.maskedFields())
                                && (verdict.masked().isEmpty() || verdict.visible() == decision.visibleCharacters()));
    }

    /// Asks about the probes, which also have to be those that the scope of the answer reaches; and, where there is a
    /// scope, about all registered records.
    private long probed(int commit, int cell, AccessView now) {
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
            records(commit, answers.cells.asked(cell), cell, now);
        }
        return reached;
    }

    private void records(int commit, Asked whole, int cell, AccessView now) {
        for (int i = 0; i < RandomHistory.RECORDS; i++) {
            Asked about = new Asked(
                    whole.user(), whole.node(), whole.action(), new RecordId("rec-" + i), null, whole.saysOfUser());
            Verdict verdict = oracle.ask(about);
            Decision decision = AccessRules.decide(now, Cells.question(about));
            if (!same(verdict, decision)) {
                throw answers.disagreement("record rec-" + i, commit, cell, verdict, decision);
            }
        }
    }

    /// Grows the commit event by event, for the answers that it changed.
    private void turns(int commit) {
        List<RecordedEvent> events = answers.commits.get(commit);
        boolean[] could = new boolean[answers.cells.count()];
        for (RecordedEvent event : events) {
            behind.fold(event.event(), event.seq());
            for (int cell = 0; cell < could.length; cell++) {
                if (answers.allowed(commit, cell) != answers.allowed(commit - 1, cell)) {
                    boolean before = event == events.getFirst() ? answers.allowed(commit - 1, cell) : could[cell];
                    could[cell] = behind.ask(answers.cells.asked(cell)).allowed();
                    if (could[cell] != before) {
                        answers.turned(commit, cell, event.seq());
                    }
                }
            }
        }
    }
}
