package io.mandate.access.history;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What is told of a window is the same whether what came after it is known or not.
class LaterPropertiesTest {
    private static final List<UserId> USERS = IntStream.range(0, RandomHistory.USERS)
            .mapToObj(RandomHistory::user)
            .toList();

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void what_came_after_a_window_changes_nothing_that_is_told_of_it(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        Log log = history.log(60);
        Random random = history.random();
        TenantVersions all = log.index().versions(TENANT);
        for (int i = 0; i < 6; i++) {
            int commits = 1 + random.nextInt(log.commits().size());
            List<List<RecordedEvent>> known = log.commits().subList(0, commits);
            long last = known.getLast().getLast().seq();
            long first = all.before(1 + random.nextLong(last));
            AccessQuestion question = question(history, random);
            AccessHistory expected = new AccessHistory(all, question, first, last, null);
            AccessHistory told = new AccessHistory(folded(known), question, first, last, null);

            assertThat(told.users(null, 100)).isEqualTo(expected.users(null, 100));
            assertThat(told.count()).isEqualTo(expected.count());
            for (UserId user : USERS) {
                assertThat(told.of(user)).isEqualTo(expected.of(user));
            }
            for (List<RecordedEvent> commit : known) {
                assertThat(told.turns(commit, USERS)).isEqualTo(expected.turns(commit, USERS));
            }
        }
    }

    private static TenantVersions folded(List<List<RecordedEvent>> commits) {
        AccessIndex index = new AccessIndex();
        commits.forEach(commit -> index.apply(TENANT, commit));
        return index.versions(TENANT);
    }

    private static AccessQuestion question(RandomHistory history, Random random) {
        var node = RandomHistory.NODES.get(random.nextInt(RandomHistory.NODES.size()));
        ActionName action = history.action();
        return random.nextInt(3) == 0
                ? new AccessQuestion(node, action, history.record(), null)
                : AccessQuestion.about(node, action);
    }
}
