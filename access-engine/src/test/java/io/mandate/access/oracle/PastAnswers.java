package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Asks everything once more of every commit, in no order, when all is past: what was answered then is answered now,
/// with node, event, scope and masks. A position inside a commit is the end of the one before.
final class PastAnswers {
    private PastAnswers() {}

    static void compare(Answers answers, Folded folded, Random random) {
        List<Integer> order =
                IntStream.range(-1, answers.commits.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        for (int commit : order) {
            AccessView then = folded.at(answers.end(commit));
            for (int cell = 0; cell < answers.cells.count() && commit >= 0; cell++) {
                Decision decision = AccessRules.decide(then, answers.cells.question(cell));
                if (!decision.equals(answers.live[commit][cell])) {
                    throw answers.disagreement("as of", commit, cell, answers.live[commit][cell], decision);
                }
            }
            inside(answers, folded, commit);
        }
    }

    private static void inside(Answers answers, Folded folded, int commit) {
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
