package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Asks everything once more of every commit, in no order, when all is past: what was answered then is answered now,
/// with node, event, scope and masks. A position inside a commit is the end of the one before.
final class PastAnswers {
    /// Explanations, sidebars and settings are asked for at one in so many moments; they read the same versions.
    private static final int EXPLAINED = 16;

    private final Answers answers;

    PastAnswers(Answers answers) {
        this.answers = answers;
    }

    /// @param most of so many moments at most
    void compare(Folded folded, Random random, int most) {
        List<Integer> order =
                IntStream.range(-1, answers.commits.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        for (int commit : order.subList(0, Math.min(most, order.size()))) {
            AccessView then = folded.at(answers.end(commit));
            decided(then, commit);
            if (random.nextInt(EXPLAINED) == 0) {
                explained(then, commit);
            }
            inside(folded, commit);
        }
    }

    /// What a view of a commit decides.
    void decided(AccessView then, int commit) {
        if (then.position() != answers.end(commit)) {
            throw new AssertionError("position " + answers.end(commit) + " is shown as " + then.position());
        }
        for (int cell = 0; cell < answers.cells.count() && commit >= 0; cell++) {
            Decision decision = AccessRules.decide(then, answers.cells.question(cell));
            if (!decision.equals(answers.live[commit][cell])) {
                throw answers.disagreement("as of", commit, cell, answers.live[commit][cell], decision);
            }
        }
    }

    /// How a view of a commit explains, and what it shows to users.
    void explained(AccessView then, int commit) {
        for (int cell = 0; cell < answers.cells.count() && commit >= 0; cell++) {
            Explained said = answers.explained[commit][cell];
            Explanation explanation = Explanation.of(then, answers.cells.question(cell));
            if (!Comparing.same(said, explanation)) {
                throw answers.disagreement("explanation as of", commit, cell, said, explanation);
            }
        }
        for (int user = 0; user < Cells.USERS.size() && commit >= 0; user++) {
            Overviews.compare(answers, then, commit, user);
        }
    }

    private void inside(Folded folded, int commit) {
        long before = answers.end(commit - 1);
        for (long seq = before; commit >= 0 && seq < answers.end(commit); seq++) {
            AccessView view = folded.at(seq);
            if (view.position() != before) {
                throw new AssertionError("position " + seq + " is shown as " + view.position() + ", not " + before);
            }
            int cell = (int) (seq % answers.cells.count());
            Decision decision = AccessRules.decide(view, answers.cells.question(cell));
            if (commit > 0 && !decision.equals(answers.live[commit - 1][cell])) {
                throw answers.disagreement("inside", commit - 1, cell, answers.live[commit - 1][cell], decision);
            }
        }
    }
}
