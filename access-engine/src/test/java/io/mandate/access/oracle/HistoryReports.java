package io.mandate.access.oracle;

import io.mandate.access.decision.Decision;
import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessHistory.Turn;
import io.mandate.access.history.AccessInterval;
import io.mandate.access.history.AccessQuestion;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Asks who could, for every question: over the whole past, and over a part of it. At every commit the
/// intervals have to say what was answered live, and when it began, which event did it and why it ended
/// what the oracle says.
final class HistoryReports {
    private final Answers answers;
    private final Folded folded;
    private final int first;
    private final int last;

    /// @param first the commit whose state the window begins with; -1: before the first
    /// @param last the last commit of the window
    private HistoryReports(Answers answers, Folded folded, int first, int last) {
        this.answers = answers;
        this.folded = folded;
        this.first = first;
        this.last = last;
    }

    static void compare(Answers answers, Folded folded, Random random) {
        int commits = answers.commits.size();
        HistoryReports whole = new HistoryReports(answers, folded, -1, commits - 1);
        for (int question = 0; question < answers.cells.perUser(); question++) {
            if (answers.cells.asked(question).saysOfUser().isEmpty()) {
                whole.question(question, random.nextBoolean());
                if (random.nextInt(8) == 0) {
                    int one = random.nextInt(commits);
                    int other = random.nextInt(commits);
                    new HistoryReports(answers, folded, Math.min(one, other), Math.max(one, other))
                            .question(question, random.nextBoolean());
                }
            }
        }
    }

    /// @param masked whether those are asked for as well who could with some fields hidden, or else with none
    private void question(int question, boolean masked) {
        AccessHistory history = history(question, null);
        TreeSet<UserId> could = new TreeSet<>();
        TreeSet<UserId> so = new TreeSet<>();
        SortedMap<Integer, SortedSet<Integer>> turned = new TreeMap<>();
        for (int user = 0; user < Cells.USERS.size(); user++) {
            int cell = answers.cells.cell(user, question);
            List<AccessInterval> intervals = history.of(Cells.USERS.get(user));
            timeline(cell, intervals);
            for (AccessInterval interval : intervals) {
                turned(user, interval, turned);
            }
            for (int commit = Math.max(first, 0); commit <= last; commit++) {
                if (answers.allowed(commit, cell)) {
                    could.add(Cells.USERS.get(user));
                    if (answers.said[commit][cell].masked().isEmpty() != masked) {
                        so.add(Cells.USERS.get(user));
                    }
                }
            }
        }
        turned.forEach((commit, users) -> turns(question, history, commit, users));
        expect(question, List.copyOf(could), history.users(null, 100));
        expect(question, (long) could.size(), history.count());
        expect(question, List.copyOf(so), history(question, masked).users(null, 100));
    }

    private AccessHistory history(int question, @Nullable Boolean masked) {
        Asked asked = answers.cells.asked(question);
        return new AccessHistory(
                folded.versions(),
                new AccessQuestion(asked.node(), asked.action(), asked.record(), asked.says()),
                answers.end(first),
                answers.end(last),
                masked);
    }

    /// Walks over the commits and the intervals side by side.
    private void timeline(int cell, List<AccessInterval> intervals) {
        int at = 0;
        int since = first;
        for (int commit = first; commit <= last; commit++) {
            boolean allowed = answers.allowed(commit, cell);
            since = allowed && (commit == first || !answers.allowed(commit - 1, cell)) ? since(commit, cell) : since;
            long end = answers.end(commit);
            while (at < intervals.size()
                    && intervals.get(at).until() != 0
                    && intervals.get(at).until() <= end) {
                ended(commit, cell, intervals.get(at));
                at++;
            }
            AccessInterval interval =
                    at < intervals.size() && intervals.get(at).from() <= end ? intervals.get(at) : null;
            if (allowed != (interval != null)) {
                throw answers.disagreement("history", commit, cell, allowed, intervals);
            }
            if (interval != null) {
                told(commit, cell, interval, answers.end(since));
            }
        }
        for (int i = 1; i < intervals.size(); i++) {
            apart(cell, intervals.get(i - 1), intervals.get(i));
        }
    }

    private int since(int commit, int cell) {
        int since = commit;
        while (answers.allowed(since - 1, cell)) {
            since--;
        }
        return since;
    }

    private void told(int commit, int cell, AccessInterval interval, long since) {
        Decision live = answers.live[commit][cell];
        if (!live.equals(interval.decision()) || interval.since() != since) {
            throw answers.disagreement("history since " + since, commit, cell, live, interval);
        }
        List<Why> because = Objects.requireNonNull(answers.because[commit][cell]);
        if (!Comparing.same(because, interval.because())) {
            throw answers.disagreement("history because", commit, cell, because, interval);
        }
        ScopeExpression own = answers.own(commit, cell, live.scope());
        if (!interval.scope().equals(own)) {
            throw answers.disagreement("history scope", commit, cell, own, interval);
        }
        boolean inside = interval.from() == answers.end(first) || interval.began() == interval.from();
        if (!inside || interval.began() > interval.from() || interval.began() < since) {
            throw answers.disagreement("history began", commit, cell, since, interval);
        }
    }

    private void ended(int commit, int cell, AccessInterval interval) {
        Decision live = answers.live[commit][cell];
        if (interval.until() != answers.end(commit) || !Objects.equals(interval.lost(), live.allowed() ? null : live)) {
            throw answers.disagreement("history ends", commit, cell, live, interval);
        }
    }

    /// Two intervals are two because something differs.
    private void apart(int cell, AccessInterval one, AccessInterval next) {
        if (one.until() == 0
                || one.until() > next.from()
                || one.until() == next.from()
                        && one.decision().equals(next.decision())
                        && one.because().equals(next.because())) {
            throw answers.disagreement("history repeats", last, cell, one, next);
        }
    }

    /// Notes in which commits of many events it has to be found out which of them it was.
    private void turned(int user, AccessInterval interval, SortedMap<Integer, SortedSet<Integer>> into) {
        if (interval.from() == interval.since()) {
            turned(user, interval.since(), into);
        }
        if (interval.lost() != null) {
            turned(user, interval.until(), into);
        }
    }

    private void turned(int user, long end, SortedMap<Integer, SortedSet<Integer>> into) {
        int commit = answers.commit(end);
        if (commit >= 0 && answers.commits.get(commit).size() > 1) {
            into.computeIfAbsent(commit, unused -> new TreeSet<>()).add(user);
        }
    }

    private void turns(int question, AccessHistory history, int commit, SortedSet<Integer> users) {
        Map<UserId, Turn> told = history.turns(
                answers.commits.get(commit),
                users.stream().map(Cells.USERS::get).toList());
        for (int user : users) {
            int cell = answers.cells.cell(user, question);
            long turn = Objects.requireNonNull(told.get(Cells.USERS.get(user))).allowed();
            if (turn != answers.turn(commit, cell)) {
                throw answers.disagreement("turn", commit, cell, answers.turn(commit, cell), turn);
            }
        }
    }

    private void expect(int question, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw answers.disagreement("users since " + answers.end(first), last, question, expected, actual);
        }
    }
}
