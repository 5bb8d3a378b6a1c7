package io.mandate.access.history;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What is told of a window is the same whether what came after it is known or not.
class LaterPropertiesTest {
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
            AccessQuestion question = history.question();
            AccessHistory expected = new AccessHistory(all, question, first, last, null);
            AccessHistory told = new AccessHistory(folded(known), question, first, last, null);

            assertThat(told.users(null, 100)).isEqualTo(expected.users(null, 100));
            assertThat(told.count()).isEqualTo(expected.count());
            for (UserId user : RandomHistory.users()) {
                assertThat(told.of(user)).isEqualTo(expected.of(user));
            }
            for (List<RecordedEvent> commit : known) {
                assertThat(told.turns(commit, RandomHistory.users()))
                        .isEqualTo(expected.turns(commit, RandomHistory.users()));
            }
        }
    }

    private static TenantVersions folded(List<List<RecordedEvent>> commits) {
        AccessIndex index = new AccessIndex();
        commits.forEach(commit -> index.apply(TENANT, commit));
        return index.versions(TENANT);
    }
}
