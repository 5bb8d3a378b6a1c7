package io.mandate.access.oracle;

import io.mandate.access.index.ForgottenException;
import java.util.Random;

/// Folds a history once more into an index that forgets again and again. What it keeps is answered as it was live; what
/// it forgot is refused, and so is every report that needs it. Of a moment folded by itself, with all before it
/// forgotten, everything is answered as it was then.
final class Forgotten {
    /// It forgets after one in so many commits.
    private static final int FORGETS = 24;
    /// So many moments are asked about afterwards, and as many of what may be forgotten.
    private static final int ASKED = 8;

    private final Answers answers;
    private final PastAnswers past;
    private final Random random;
    /// The first commit that is kept; -1: nothing was forgotten.
    private int first = -1;

    Forgotten(Answers answers, Random random) {
        this.answers = answers;
        this.past = new PastAnswers(answers);
        this.random = random;
    }

    void compare() {
        InMemory index = new InMemory();
        for (int commit = 0; commit < answers.commits.size(); commit++) {
            index.commit(answers.commits.get(commit));
            if (random.nextInt(FORGETS) == 0) {
                forget(index, commit);
                past.decided(index.now(), commit);
                past.decided(index.at(index.first()), first);
            }
        }
        index.restart();
        for (int i = 0; i < ASKED; i++) {
            moment(index, random.nextInt(answers.commits.size()));
        }
        alone(random.nextInt(answers.commits.size()));
    }

    /// Forgets what was before some position, which may lie inside a commit; and says so.
    private void forget(InMemory index, int commit) {
        int next = random.nextInt(commit + 1);
        long seq =
                answers.end(next - 1) + random.nextInt(answers.commits.get(next).size());
        index.forgetBefore(seq);
        first = Math.max(first, next - 1);
        if (index.first() != answers.end(first)) {
            throw new AssertionError("before " + seq + " was to be forgotten, known is it from " + index.first());
        }
    }

    private void moment(InMemory index, int commit) {
        long end = answers.end(commit);
        if (end >= index.first()) {
            past.decided(index.at(end), commit);
            past.explained(index.at(end), commit);
            return;
        }
        try {
            throw new AssertionError("forgotten, yet told: " + index.at(end));
        } catch (ForgottenException expected) {
            requireRefused(index, end);
        }
    }

    private static void requireRefused(InMemory index, long end) {
        try {
            index.versions().groundChanges(end, index.versions().head());
        } catch (ForgottenException expected) {
            return;
        }
        throw new AssertionError("changes since " + end + " are told, though forgotten");
    }

    /// As a moment is folded of which only the store knows: up to it, forgetting on the way, and all before it at the
    /// end.
    private void alone(int commit) {
        InMemory index = new InMemory();
        int onTheWay = random.nextInt(commit + 1);
        for (int i = 0; i <= commit; i++) {
            index.commit(answers.commits.get(i));
            if (i == onTheWay) {
                index.forgetBefore(answers.end(i));
            }
        }
        index.forgetBefore(answers.end(commit));
        past.decided(index.at(answers.end(commit)), commit);
        past.explained(index.at(answers.end(commit)), commit);
        if (commit > 0) {
            moment(index, commit - 1);
        }
    }
}
