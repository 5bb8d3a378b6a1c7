package io.mandate.access.oracle;

import io.mandate.access.difference.AccessDifference;
import io.mandate.access.difference.AccessDifference.Excerpt;
import io.mandate.access.difference.Change;
import io.mandate.access.difference.PermissionChange;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/// The difference between commits, each with the next and some pairs at all distances alike, is the difference of what
/// the oracle said of both; and what is said to be wider or narrower reaches no fewer, no more of the probes.
final class Differences {
    private static final int ANY = 40;
    private static final Set<Change> OF_SCOPE =
            EnumSet.of(Change.SCOPE_WIDENED, Change.SCOPE_NARROWED, Change.SCOPE_CHANGED);

    private record Key(UserId user, NodeKey node, ActionName action) {}

    private Differences() {}

    static void compare(Answers answers, Folded folded, Random random) {
        for (int commit = 1; commit < answers.commits.size(); commit++) {
            between(answers, folded, commit - 1, commit);
        }
        // Two random commits are mostly near each other; so first the distance, one of each share of all, then where.
        int commits = answers.commits.size();
        for (int i = 0; i < ANY && commits > 1; i++) {
            int least = 1 + (commits - 1) * i / ANY;
            int most = Math.max(least, (commits - 1) * (i + 1) / ANY);
            int distance = least + random.nextInt(most - least + 1);
            int from = random.nextInt(commits - distance);
            between(answers, folded, from, from + distance);
        }
    }

    private static void between(Answers answers, Folded folded, int from, int to) {
        AccessDifference difference = AccessDifference.between(
                folded.at(answers.end(from)), folded.at(answers.end(to)), new Excerpt(null, Integer.MAX_VALUE));
        Map<Key, PermissionChange> told = new HashMap<>();
        difference
                .listed()
                .forEach(user -> user.permissions()
                        .forEach(change -> told.put(new Key(user.user(), change.node(), change.action()), change)));
        for (int cell = 0; cell < answers.cells.count(); cell++) {
            Asked asked = answers.cells.asked(cell);
            if (!asked.concrete()) {
                PermissionChange change = told.remove(new Key(asked.user(), asked.node(), asked.action()));
                Set<Change> changes = change == null ? Set.of() : change.changes();
                if (!fits(answers, from, to, cell, changes)) {
                    throw answers.disagreement(
                            "difference since " + answers.end(from) + " " + answers.said[from][cell],
                            to,
                            cell,
                            answers.said[to][cell],
                            change);
                }
            }
        }
        if (!told.isEmpty()) {
            throw new AssertionError("a difference of nobody: " + told);
        }
    }

    private static boolean fits(Answers answers, int from, int to, int cell, Set<Change> told) {
        Verdict was = answers.said[from][cell];
        Verdict is = answers.said[to][cell];
        if (!was.held() || !is.held()) {
            return told.equals(was.held() == is.held() ? Set.of() : Set.of(is.held() ? Change.GAINED : Change.LOST));
        }
        Set<Change> plain = EnumSet.noneOf(Change.class);
        if (!was.masked().equals(is.masked()) || was.visible() != is.visible()) {
            plain.add(Change.MASK_CHANGED);
        }
        if (!Objects.equals(was.condition(), is.condition())) {
            plain.add(Change.CONDITION_CHANGED);
        }
        Set<Change> scope = EnumSet.noneOf(Change.class);
        scope.addAll(told);
        scope.retainAll(OF_SCOPE);
        Set<Change> rest = EnumSet.noneOf(Change.class);
        rest.addAll(told);
        rest.removeAll(OF_SCOPE);
        return rest.equals(plain) && scopeFits(answers.reached[from][cell], answers.reached[to][cell], scope);
    }

    private static boolean scopeFits(long before, long after, Set<Change> told) {
        boolean more = (after & ~before) != 0;
        boolean fewer = (before & ~after) != 0;
        return switch (List.copyOf(told)) {
            case List<Change> none when none.isEmpty() -> !more && !fewer;
            case List<Change> one when one.equals(List.of(Change.SCOPE_WIDENED)) -> !fewer;
            case List<Change> one when one.equals(List.of(Change.SCOPE_NARROWED)) -> !more;
            case List<Change> changes -> changes.size() == 1;
        };
    }
}
