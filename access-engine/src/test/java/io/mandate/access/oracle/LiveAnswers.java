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
    /// The first step that looks at the record.
    private static final int RECORD_MATTERS = 11;

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
            answers.own[commit][user] = oracle.attributes(Cells.USERS.get(user));
            boolean concerned = commit == 0 || concern.of(Cells.USERS.get(user), oracle.told());
            for (int question = 0; question < answers.cells.perUser(); question++) {
                int cell = answers.cells.cell(user, question);
                Asked asked = answers.cells.asked(cell);
                boolean changed = concerned || concern.ofRecord(asked, oracle.told());
                say(commit, cell, changed, again);
                boolean explained = changed || again || isDenialToExplain(commit, cell);
                answer(commit, cell, changed, explained, now);
                if (preview != null) {
                    previewed(commit, cell, explained, preview);
                }
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
            answers.said(commit, cell, oracle.explain(asked), oracle);
            return;
        }
        answers.saidAgain(commit, cell);
        if (again && !oracle.explain(asked).equals(answers.explained[commit][cell])) {
            throw answers.disagreement(
                    "the oracle itself", commit, cell, answers.explained[commit][cell], oracle.explain(asked));
        }
    }

    /// @param explained whether it has to say why
    private void answer(int commit, int cell, boolean changed, boolean explained, AccessView view) {
        Decision told = explained ? explained(commit, cell, view) : decided(cell, view);
        Decision before = changed ? told : answers.live[commit - 1][cell];
        if (!told.equals(before)) {
            throw answers.disagreement("live", commit, cell, before, told);
        }
        answers.live[commit][cell] = told;
    }

    /// What a commit will make of it is already told as it is told afterwards.
    private void previewed(int commit, int cell, boolean explained, AccessView preview) {
        Decision told = explained ? explained(commit, cell, preview) : decided(cell, preview);
        if (!told.equals(answers.live[commit][cell])) {
            throw answers.disagreement("preview", commit, cell, answers.live[commit][cell], told);
        }
    }

    private Decision decided(int cell, AccessView view) {
        return AccessRules.decide(view, answers.cells.question(cell));
    }

    private Decision explained(int commit, int cell, AccessView view) {
        Explanation told = Explanation.of(view, answers.cells.question(cell));
        Explained said = answers.explained[commit][cell];
        if (!Comparing.same(said, told)) {
            throw answers.disagreement("explanation", commit, cell, said, told);
        }
        return told.decision();
    }

    /// Denials that no event of the commit is about are explained again, those of records where the record matters.
    /// What is allowed is explained by the history at every commit.
    private boolean isDenialToExplain(int commit, int cell) {
        Explained said = answers.explained[commit][cell];
        return !said.verdict().allowed() && (answers.cells.whole(cell) || said.step() >= RECORD_MATTERS);
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
