package io.mandate.access.history;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/// What is told of a window equals what the rules say at each of its commits.
class AccessHistoryPropertiesTest {
    private AccessIndex index = new AccessIndex();
    private List<Long> ends = List.of();
    private List<List<RecordedEvent>> commits = List.of();

    @Property(tries = 250, shrinking = ShrinkingMode.OFF)
    void what_is_told_of_a_window_is_what_the_rules_say_at_every_commit(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        Log log = history.log(60);
        index = log.index();
        commits = log.commits();
        ends = commits.stream().map(commit -> commit.getLast().seq()).toList();
        Random random = history.random();
        TenantVersions versions = index.versions(TENANT);
        for (NodeKey node : RandomHistory.NODES) {
            for (String action : RandomHistory.ACTIONS) {
                long first = random.nextInt(3) == 0 ? 0 : ends.get(random.nextInt(ends.size()));
                long last = ends.get(random.nextInt(ends.size()));
                AccessQuestion question = random.nextInt(3) == 0
                        ? new AccessQuestion(node, new ActionName(action), history.record(node), null)
                        : AccessQuestion.about(node, new ActionName(action));
                check(versions, question, Math.min(first, last), Math.max(first, last));
            }
        }
    }

    private void check(TenantVersions versions, AccessQuestion question, long first, long last) {
        AccessHistory history = new AccessHistory(versions, question, first, last, null);
        AccessHistory open = new AccessHistory(versions, question, first, last, false);
        TreeSet<UserId> could = new TreeSet<>();
        TreeSet<UserId> openly = new TreeSet<>();
        for (int i = 0; i < RandomHistory.USERS; i++) {
            UserId user = RandomHistory.user(i);
            List<AccessInterval> intervals = history.of(user);
            for (long end : moments(first, last)) {
                Decision decision = decide(question, user, end);
                AccessInterval interval = at(intervals, end);
                assertThat(interval != null).as("%s at %s", user, end).isEqualTo(decision.allowed());
                if (interval != null) {
                    could.add(user);
                    sameAccess(interval, decision);
                    assertThat(interval.since()).isEqualTo(since(question, user, interval.from()));
                    if (!interval.masked()) {
                        openly.add(user);
                    }
                }
            }
            intervals.forEach(interval -> names(history, question, user, interval));
        }
        assertThat(history.users(null, 100)).containsExactlyElementsOf(could);
        assertThat(history.count()).isEqualTo(could.size());
        assertThat(open.users(null, 100)).containsExactlyElementsOf(openly);
        paged(history, could);
    }

    private static void paged(AccessHistory history, TreeSet<UserId> could) {
        List<UserId> walked = new ArrayList<>();
        List<UserId> page = history.users(null, 2);
        while (!page.isEmpty()) {
            walked.addAll(page);
            page = history.users(page.getLast(), 2);
        }
        assertThat(walked).containsExactlyElementsOf(could);
    }

    private static void sameAccess(AccessInterval interval, Decision decision) {
        assertThat(interval.decision().scope()).isEqualTo(decision.scope());
        assertThat(interval.decision().maskedFields()).isEqualTo(decision.maskedFields());
        assertThat(interval.decision().reason()).isEqualTo(decision.reason());
    }

    /// The events named are in the commits named, and nothing is missing among them: taking any of them
    /// away, by looking just before it, the commit had not done it yet.
    private void names(AccessHistory history, AccessQuestion question, UserId user, AccessInterval interval) {
        List<RecordedEvent> commit = commit(interval.since());
        long turn = history.turn(commit, user);
        assertThat(turn).isBetween(commit.getFirst().seq(), commit.getLast().seq());
        if (interval.changed()) {
            assertThat(history.change(commit(interval.began()), user))
                    .isBetween(commit(interval.began()).getFirst().seq(), interval.began());
        }
        if (interval.lost() != null) {
            assertThat(history.turn(commit(interval.until()), user)).isPositive();
            assertThat(decide(question, user, interval.until())).isEqualTo(interval.lost());
        }
        assertThat(interval.because())
                .allSatisfy(finding -> assertThat(finding.fact()).isBetween(1L, Math.max(interval.from(), 1)));
    }

    private List<Long> moments(long first, long last) {
        List<Long> moments = new ArrayList<>();
        moments.add(first);
        ends.stream().filter(end -> end > first && end <= last).forEach(moments::add);
        return moments;
    }

    private static @Nullable AccessInterval at(List<AccessInterval> intervals, long end) {
        List<AccessInterval> found = intervals.stream()
                .filter(i -> i.from() <= end && (i.until() == 0 || end < i.until()))
                .toList();
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? null : found.getFirst();
    }

    private Decision decide(AccessQuestion question, UserId user, long end) {
        AccessView view = index.at(TENANT, end);
        return AccessRules.decide(view, question.of(user));
    }

    private long since(AccessQuestion question, UserId user, long end) {
        long since = end;
        for (long earlier : ends.reversed()) {
            if (earlier <= end) {
                if (!decide(question, user, earlier).allowed()) {
                    break;
                }
                since = earlier;
            }
        }
        return since;
    }

    private List<RecordedEvent> commit(long end) {
        return commits.stream()
                .filter(commit -> commit.getLast().seq() == end)
                .findFirst()
                .orElseThrow();
    }
}
