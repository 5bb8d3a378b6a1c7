package io.mandate.live;

import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.oracle.Cells;
import io.mandate.access.oracle.EveryMoment;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the oracle says of random histories is told of them on a real store, too: live while they come
/// in, of any moment afterwards, after a start from the file, after all was folded anew, and of
/// moments that are folded by themselves because nothing of them is kept.
class StoredHistoriesTest {
    private static final int HISTORIES = 4;
    private static final int COMMITS = 200;
    /// So many moments are folded by themselves.
    private static final int FOLDED = 12;

    @Test
    void a_stored_history_is_told_as_the_oracle_does(@TempDir Path folder, @TempDir Path keys) {
        long first =
                Long.getLong("mandate.oracle.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        try (LiveNode node = new LiveNode(keys)) {
            for (long seed = first; seed < first + HISTORIES; seed++) {
                TenantId tenant = new TenantId("t" + (seed - first));
                try (StoredTenant stored = new StoredTenant(node, tenant, folder)) {
                    compare(stored, tenant, seed);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static void compare(StoredTenant stored, TenantId tenant, long seed) {
        RandomHistory history = new RandomHistory(seed);
        Log log = new Log(tenant);
        history.log(COMMITS)
                .commits()
                .forEach(commit ->
                        log.commit(commit.stream().map(RecordedEvent::event).toArray(DomainEvent[]::new)));
        EveryMoment moments = new EveryMoment(stored, new Cells(history), log.commits(), seed);
        moments.live().past().reports();
        stored.restart();
        moments.past();
        stored.replay();
        moments.past().reports();
        stored.keepNothing();
        moments.past(FOLDED);
    }
}
