package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// Uses of tokens of this node. The first of a minute is written before it is answered, so that no use goes without a
/// trace; the others are added here and written a little later, since there may be thousands a second. Those that come
/// while the first is being written wait for it instead of writing the same row.
final class TokenUses {
    private final ConcurrentMap<Use, Count> counts = new ConcurrentHashMap<>();

    /// One token in one minute of this node's clock, which only separates minutes; the row has the store's time.
    private record Use(JournalEntry entry, Instant minute) {}

    private static final class Count {
        private final ReentrantLock first = new ReentrantLock();
        private final LongAdder more = new LongAdder();
        private volatile boolean written;

        void add(Runnable write) {
            if (!written) {
                first.lock();
                try {
                    if (!written) {
                        write.run();
                        written = true;
                        return;
                    }
                } finally {
                    first.unlock();
                }
            }
            more.increment();
        }
    }

    /// Counts a use.
    ///
    /// @param write writes a single use; called for the first of the minute. If it throws, the use is not counted
    void add(JournalEntry entry, Runnable write) {
        count(entry).add(write);
    }

    private Count count(JournalEntry entry) {
        return counts.computeIfAbsent(new Use(entry, Instant.now().truncatedTo(ChronoUnit.MINUTES)), _ -> new Count());
    }

    /// Takes out what was added; minutes long over are forgotten.
    Map<JournalEntry, Long> take() {
        // Not the minute just over: somebody may be about to add to it.
        Instant forgotten = Instant.now().minus(2, ChronoUnit.MINUTES);
        Map<JournalEntry, Long> taken = new HashMap<>();
        counts.forEach((use, count) -> {
            if (use.minute().isBefore(forgotten)) {
                counts.remove(use);
            }
            taken.merge(use.entry(), count.more.sumThenReset(), Long::sum);
        });
        taken.values().removeIf(uses -> uses == 0);
        return taken;
    }

    /// How many uses are not written yet.
    long waiting() {
        return counts.values().stream().mapToLong(count -> count.more.sum()).sum();
    }

    /// Whether uses of a tenant's tokens are not written yet.
    boolean waits(TenantId tenant) {
        return counts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().entry().tenant().equals(tenant)
                        && entry.getValue().more.sum() > 0);
    }

    /// Gives back what could not be written.
    void giveBack(JournalEntry entry, long uses) {
        count(entry).more.add(uses);
    }
}
