package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Folds a history commit by commit, asks the engine everything after each of them, compares it with the oracle, and
/// keeps what was answered. In between there is once a restart.
final class LiveAnswers {
    /// A preview costs as much as the commit itself.
    private static final int PREVIEWED = 8;
    /// The oracle is asked again about those whom a commit does not concern, once in so many commits.
    private static final int AGAIN = 16;
    /// Of the answers that a commit may have changed, one in so many is explained; what is allowed is explained by the
    /// history, too, at every commit.
    private static final int EXPLAINED = 8;

    private final Answers answers;
    private final Folded folded;
    private final Random random;
    private final Oracle oracle = new Oracle();
    private final Turns turns;

    private LiveAnswers(Answers answers, Folded folded, Random random) {
        this.answers = answers;
        this.folded = folded;
        this.random = random;
        this.turns = new Turns(answers);
    }

    static void record(Answers answers, Folded folded, Random random) {
        LiveAnswers live = new LiveAnswers(answers, folded, random);
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
        Concern concern = new Concern(events);
        boolean again = random.nextInt(AGAIN) == 0;
        for (int user = 0; user < Cells.USERS.size(); user++) {
            boolean concerned = commit == 0 || concern.of(Cells.USERS.get(user), oracle.told());
            for (int question = 0; question < answers.cells.perUser(); question++) {
                int cell = answers.cells.cell(user, question);
                Asked asked = answers.cells.asked(cell);
                boolean changed = concerned || concern.ofRecord(asked);
                say(commit, cell, changed, again);
                answer(commit, cell, changed, now, preview);
                if (!asked.concrete()) {
                    probe(commit, cell, concerned, concern.ofRecordsOf(asked.node()), now);
                }
            }
            overview(commit, user, concerned || again, now, preview);
        }
        turns.of(commit);
    }

    private void say(int commit, int cell, boolean changed, boolean again) {
        Asked asked = answers.cells.asked(cell);
        if (changed) {
            Verdict verdict = oracle.ask(asked);
            answers.said[commit][cell] = verdict;
            if (verdict.allowed() || random.nextInt(EXPLAINED) == 0) {
                Explained explained = oracle.explain(asked);
                answers.explained[commit][cell] = explained;
                answers.because[commit][cell] = verdict.allowed() ? oracle.because(explained, asked.user()) : null;
            }
            return;
        }
        answers.said[commit][cell] = answers.said[commit - 1][cell];
        answers.explained[commit][cell] = answers.explained[commit - 1][cell];
        answers.because[commit][cell] = answers.because[commit - 1][cell];
        if (again && !oracle.ask(asked).equals(answers.said[commit][cell])) {
            throw answers.disagreement(
                    "the oracle itself", commit, cell, answers.said[commit][cell], oracle.ask(asked));
        }
    }

    private void answer(int commit, int cell, boolean changed, AccessView now, @Nullable AccessView preview) {
        Verdict verdict = answers.said[commit][cell];
        Decision decision = AccessRules.decide(now, answers.cells.question(cell));
        Decision before = changed ? null : answers.live[commit - 1][cell];
        if (before == null ? !Comparing.same(verdict, decision) : !decision.equals(before)) {
            throw answers.disagreement("live", commit, cell, verdict, decision);
        }
        answers.live[commit][cell] = decision;
        if (preview != null && !decision.equals(AccessRules.decide(preview, answers.cells.question(cell)))) {
            Decision previewed = AccessRules.decide(preview, answers.cells.question(cell));
            throw answers.disagreement("preview", commit, cell, decision, previewed);
        }
        Explained explained = answers.explained[commit][cell];
        if (explained != null && changed && random.nextInt(verdict.allowed() ? EXPLAINED : 1) == 0) {
            explain(commit, cell, explained, now);
            if (preview != null) {
                explain(commit, cell, explained, preview);
            }
        }
    }

    private void explain(int commit, int cell, Explained explained, AccessView view) {
        Explanation explanation = Explanation.of(view, answers.cells.question(cell));
        if (!Comparing.same(explained, explanation)) {
            throw answers.disagreement("explanation", commit, cell, explained, explanation);
        }
    }

    private void probe(int commit, int cell, boolean concerned, boolean records, AccessView now) {
        if (!concerned) {
            answers.reached[commit][cell] = answers.reached[commit - 1][cell];
        }
        if (concerned || records) {
            Probing probing = new Probing(answers, oracle, now, commit);
            answers.reached[commit][cell] = probing.reached(cell);
        }
    }

    private void overview(int commit, int user, boolean asked, AccessView now, @Nullable AccessView preview) {
        UserId id = Cells.USERS.get(user);
        Overview overview = asked ? oracle.overview(id) : answers.overviews[commit - 1][user];
        answers.overviews[commit][user] = overview;
        if (asked) {
            Overviews.compare(answers, now, commit, user);
            if (preview != null) {
                Overviews.compare(answers, preview, commit, user);
            }
        }
    }
}
