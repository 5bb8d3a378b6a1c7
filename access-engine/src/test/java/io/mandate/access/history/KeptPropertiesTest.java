package io.mandate.access.history;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// A report about a window that is kept needs what was forgotten only for what began before.
class KeptPropertiesTest {
    private static final List<UserId> USERS = IntStream.range(0, RandomHistory.USERS)
            .mapToObj(RandomHistory::user)
            .toList();

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void what_is_kept_with_what_was_before_tells_what_all_tells(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        Log log = history.log(60);
        Random random = history.random();
        TenantVersions all = log.index().versions(TENANT);
        TenantVersions kept = kept(log, random);
        for (int i = 0; i < 6; i++) {
            long first = all.before(1 + kept.first() + random.nextLong(log.head() - kept.first() + 1));
            first = Math.max(first, kept.first());
            long last = all.before(1 + first + random.nextLong(log.head() - first + 1));
            AccessQuestion question = question(history, random);
            AtomicInteger asked = new AtomicInteger();
            AccessHistory expected = new AccessHistory(all, question, first, last, null);
            AccessHistory told = history(kept, counted(all, asked), question, first, last);

            assertThat(told.users(null, 100)).isEqualTo(expected.users(null, 100));
            assertThat(asked).as("who could needs nothing that was before").hasValue(0);
            for (UserId user : USERS) {
                assertThat(told.of(user)).isEqualTo(expected.of(user));
            }
            for (List<RecordedEvent> commit : log.commits()) {
                assertThat(told.turns(commit, USERS)).isEqualTo(expected.turns(commit, USERS));
            }
            assertThat(asked.get()).as("fetched once").isLessThanOrEqualTo(1);
            cut(history(kept, Optional::empty, question, first, last), expected, kept.first());
        }
    }

    /// Where nothing more can be told of before, only that is left out.
    private static void cut(AccessHistory told, AccessHistory expected, long edge) {
        for (UserId user : USERS) {
            assertThat(told.of(user))
                    .isEqualTo(expected.of(user).stream()
                            .map(time -> new AccessInterval(
                                    time.from(),
                                    time.until(),
                                    time.began() <= edge ? 0 : time.began(),
                                    time.since() <= edge ? 0 : time.since(),
                                    time.decision(),
                                    time.scope(),
                                    time.because(),
                                    time.lost()))
                            .toList());
        }
    }

    private static AccessHistory history(
            TenantVersions kept,
            Supplier<Optional<TenantVersions>> earlier,
            AccessQuestion question,
            long first,
            long last) {
        return new AccessHistory(kept, earlier, question, first, last, null);
    }

    private static Supplier<Optional<TenantVersions>> counted(TenantVersions all, AtomicInteger asked) {
        return () -> {
            asked.incrementAndGet();
            return Optional.of(all);
        };
    }

    private static TenantVersions kept(Log log, Random random) {
        AccessIndex index = new AccessIndex();
        log.commits().forEach(commit -> index.apply(TENANT, commit));
        index.forgetBefore(TENANT, 1 + random.nextLong(log.head()));
        return index.versions(TENANT);
    }

    private static AccessQuestion question(RandomHistory history, Random random) {
        var node = RandomHistory.NODES.get(random.nextInt(RandomHistory.NODES.size()));
        return random.nextInt(3) == 0
                ? new AccessQuestion(node, history.action(), history.record(node), null)
                : AccessQuestion.about(node, history.action());
    }
}
