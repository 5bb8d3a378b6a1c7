package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessInterval;
import io.mandate.access.history.AccessQuestion;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports about windows that lie in what was forgotten, of a real store, are those that come from all
/// of it in memory.
class FoldedReportsTest {
    private static final int COMMITS = 80;
    private static final int WINDOWS = 60;

    @Test
    void what_is_folded_for_a_window_tells_of_it_what_all_tells(@TempDir Path keys) {
        long seed =
                Long.getLong("mandate.oracle.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        RandomHistory history = new RandomHistory(seed);
        Log log = history.log(COMMITS);
        try (LiveNode node = new LiveNode(keys).register(ACME)) {
            log.commits().forEach(commit -> node.commit(ACME, events(commit)));
            try (LiveIndex whole = node.index()) {
                whole.start();
                Random random = new Random(seed);
                for (int i = 0; i < WINDOWS; i++) {
                    long last = end(log, random);
                    long first = whole.versions(ACME).before(1 + random.nextLong(last));
                    AccessQuestion question = AccessQuestion.about(
                            RandomHistory.NODES.get(random.nextInt(RandomHistory.NODES.size())), history.action());
                    assertThat(folded(node, question, first, last))
                            .as("seed %s, %s from %s to %s", seed, question, first, last)
                            .isEqualTo(told(whole, question, first, last));
                }
            }
        }
    }

    private static long end(Log log, Random random) {
        return log.commits().get(random.nextInt(COMMITS)).getLast().seq();
    }

    private static DomainEvent[] events(List<RecordedEvent> commit) {
        return commit.stream().map(RecordedEvent::event).toArray(DomainEvent[]::new);
    }

    /// By a process that keeps nothing, and has folded nothing for another window.
    private static Map<UserId, List<AccessInterval>> folded(
            LiveNode node, AccessQuestion question, long first, long last) {
        try (LiveIndex brief = node.index(
                node.reader(), Duration.ofMinutes(1), null, new IndexHistory(Duration.ZERO), FoldLimits.DEFAULT)) {
            brief.start();
            assertThat(brief.versions(ACME, 0, last).orElseThrow().head())
                    .as("nothing is known of later")
                    .isEqualTo(brief.index().first(ACME) == 0 ? brief.head(ACME) : last);
            return told(brief, question, first, last);
        }
    }

    private static Map<UserId, List<AccessInterval>> told(
            LiveIndex live, AccessQuestion question, long first, long last) {
        AccessHistory history =
                new AccessHistory(live.versions(ACME, 0, last).orElseThrow(), question, first, last, null);
        Map<UserId, List<AccessInterval>> told = new LinkedHashMap<>();
        history.users(null, RandomHistory.USERS).forEach(user -> told.put(user, history.of(user)));
        assertThat(history.count()).isEqualTo(told.size());
        return told;
    }
}
