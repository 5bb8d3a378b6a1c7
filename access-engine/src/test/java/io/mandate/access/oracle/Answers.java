package io.mandate.access.oracle;

import io.mandate.access.decision.Decision;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was answered live after every commit of a history, beside what the oracle said.
final class Answers {
    final Cells cells;
    final List<List<RecordedEvent>> commits;
    /// By commit and cell.
    final Decision[][] live;

    final Verdict[][] said;
    /// What is asked most.
    private final boolean[][] allowed;
    private final long[] ends;
    final Explained[][] explained;
    /// Of all that is allowed: the events it rests on.
    final @Nullable List<Why>[][] because;
    /// By commit and user; null: there was none.
    final @Nullable Overview[][] overviews;
    /// By commit and user: the attributes that it has.
    final Map<AttributeKey, String>[][] own;
    /// By commit and cell: the probes that are reached, one bit each.
    final long[][] reached;
    private final Map<List<Integer>, Long> turns = new HashMap<>();

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    Answers(Cells cells, List<List<RecordedEvent>> commits) {
        this.cells = cells;
        this.commits = commits;
        this.live = new Decision[commits.size()][cells.count()];
        this.said = new Verdict[commits.size()][cells.count()];
        this.allowed = new boolean[commits.size()][cells.count()];
        this.ends = commits.stream().mapToLong(commit -> commit.getLast().seq()).toArray();
        this.explained = new Explained[commits.size()][cells.count()];
        this.because = new List[commits.size()][cells.count()];
        this.own = new Map[commits.size()][Cells.USERS.size()];
        this.overviews = new Overview[commits.size()][Cells.USERS.size()];
        this.reached = new long[commits.size()][cells.count()];
    }

    /// The end of a commit; 0 for what is before the first.
    long end(int commit) {
        return commit < 0 ? 0 : ends[commit];
    }

    /// The commit of an end; negative where none ends there.
    int commit(long end) {
        return Arrays.binarySearch(ends, end);
    }

    boolean allowed(int commit, int cell) {
        return commit >= 0 && allowed[commit][cell];
    }

    void said(int commit, int cell, Explained why, Oracle oracle) {
        Verdict verdict = why.verdict();
        explained[commit][cell] = why;
        said[commit][cell] = verdict;
        allowed[commit][cell] = verdict.allowed();
        because[commit][cell] =
                verdict.allowed() ? oracle.because(why, cells.asked(cell).user()) : null;
    }

    /// The same as after the commit before.
    void saidAgain(int commit, int cell) {
        explained[commit][cell] = explained[commit - 1][cell];
        said[commit][cell] = said[commit - 1][cell];
        allowed[commit][cell] = allowed[commit - 1][cell];
        because[commit][cell] = because[commit - 1][cell];
    }

    /// A scope as it was for the user of a cell.
    ScopeExpression own(int commit, int cell, ScopeExpression scope) {
        return Rests.own(scope, own[commit][cells.user(cell)]);
    }

    /// Notes with which event of a commit an answer became what it is after it.
    void turned(int commit, int cell, long seq) {
        turns.put(List.of(commit, cell), seq);
    }

    /// The event of a commit that made a yes a no, or a no a yes.
    long turn(int commit, int cell) {
        return turns.getOrDefault(List.of(commit, cell), 0L);
    }

    AssertionError disagreement(String what, int commit, UserId user, Object expected, Object actual) {
        return new AssertionError(
                "%s at %d, %s:%n  expected %s%n  but was  %s".formatted(what, end(commit), user, expected, actual));
    }

    AssertionError disagreement(String what, int commit, int cell, Object expected, Object actual) {
        return new AssertionError("%s at %d, %s:%n  expected %s%n  but was  %s"
                .formatted(what, end(commit), cells.asked(cell), expected, actual));
    }
}
