package io.mandate.access.index;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.AccessView;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.user.Cohort;
import io.mandate.events.RecordedEvent;
import io.mandate.events.user.UserEvent.UserActivated;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/// An index that has forgotten answers as one that has not, or refuses.
class ForgettingPropertiesTest {
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void what_is_kept_answers_as_before_and_what_was_forgotten_is_refused(@ForAll long seed) throws IOException {
        Log log = new RandomHistory(seed).log(80);
        AccessIndex whole = log.index();
        AccessIndex index = new AccessIndex();
        Random random = new Random(seed);
        for (List<RecordedEvent> commit : log.commits()) {
            index.apply(TENANT, commit);
            if (random.nextInt(8) == 0) {
                AccessView read = index.now(TENANT);
                index.forgetBefore(TENANT, random.nextLong(index.head(TENANT) + 1));
                IndexSnapshotTest.same(read, whole.at(TENANT, read.position()));
            }
        }
        check(index, whole, log);
        check(IndexSnapshotTest.roundTrip(index), whole, log);
        index.forgetBefore(TENANT, log.head());
        check(index, whole, log);
    }

    private static void check(AccessIndex index, AccessIndex whole, Log log) {
        assertThat(index.head(TENANT)).isEqualTo(log.head());
        long first = index.first(TENANT);
        TenantVersions kept = index.versions(TENANT);
        TenantVersions all = whole.versions(TENANT);
        for (List<RecordedEvent> commit : log.commits()) {
            long end = commit.getLast().seq();
            assertThat(kept.recordedAt(end)).isEqualTo(all.recordedAt(end));
            assertThat(kept.seqAt(all.recordedAt(end))).isEqualTo(all.seqAt(all.recordedAt(end)));
            if (end >= first) {
                IndexSnapshotTest.same(index.at(TENANT, end), whole.at(TENANT, end));
                changes(kept, all, end, log.head());
            } else {
                assertThatThrownBy(() -> index.at(TENANT, end)).isInstanceOf(ForgottenException.class);
                assertThatThrownBy(() -> kept.groundChanges(end, log.head())).isInstanceOf(ForgottenException.class);
            }
        }
    }

    private static void changes(TenantVersions kept, TenantVersions all, long after, long head) {
        assertThat(kept.groundChanges(after, head)).isEqualTo(all.groundChanges(after, head));
        for (int i = 0; i < RandomHistory.USERS; i++) {
            int number = all.number(RandomHistory.user(i));
            assertThat(kept.number(RandomHistory.user(i))).isEqualTo(number);
            if (number >= 0) {
                assertThat(kept.userChanges(number, after, head)).isEqualTo(all.userChanges(number, after, head));
                Cohort cohort = all.cohort(number, after);
                assertThat(kept.cohort(number, after)).isEqualTo(cohort);
            }
        }
        for (int i = 0; i < RandomHistory.PROFILES; i++) {
            assertThat(kept.profileChanges(RandomHistory.profile(i), after, head))
                    .isEqualTo(all.profileChanges(RandomHistory.profile(i), after, head));
        }
    }

    @Test
    void nothing_is_lost_that_is_committed_while_it_forgets() throws InterruptedException {
        Log log = new RandomHistory(5).log(3_000);
        AccessIndex index = new AccessIndex();
        Thread writer = new Thread(() -> log.commits().forEach(commit -> index.apply(TENANT, commit)));
        writer.start();
        do {
            index.forgetBefore(TENANT, index.head(TENANT));
        } while (writer.isAlive());
        writer.join();

        IndexSnapshotTest.same(index.now(TENANT), log.index().now(TENANT));
    }

    @Test
    void who_waited_for_the_one_that_was_replaced_is_sent_to_its_successor() {
        Log log = new RandomHistory(5).log(50);
        AccessIndex index = log.index();
        TenantHistory replaced = index.histories().getFirst();
        index.forgetBefore(TENANT, log.head());

        List<RecordedEvent> next = Log.next(log.head(), List.of(new UserActivated(RandomHistory.user(0))));
        assertThat(replaced.apply(next)).isEqualTo(TenantHistory.Applied.REPLACED);
        replaced.forgetBefore(log.head(), unexpected -> {
            throw new AssertionError("it has a successor");
        });
        assertThat(index.apply(TENANT, next)).isTrue();
        assertThat(index.now(TENANT).position()).isEqualTo(log.head() + 1);
        assertThat(replaced.now().position()).isEqualTo(log.head());
    }

    @Test
    void versions_of_users_are_really_gone() {
        Log log = new RandomHistory(5).log(3_000);
        AccessIndex index = log.index();
        int before = rows(index);

        index.forgetBefore(TENANT, log.head());

        // One for each user, and some more where their facts lie far apart.
        assertThat(rows(index)).isLessThanOrEqualTo(RandomHistory.USERS * 6).isLessThan(before / 10);
    }

    private static int rows(AccessIndex index) {
        return index.histories().getFirst().users.filled().rows();
    }
}
