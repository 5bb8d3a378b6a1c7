package io.mandate.store.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// Uses of tokens of this node. The first of a minute is written before it is answered, so that no use goes without a
/// trace; the others are added here and written a little later, since there may be thousands a second.
final class TokenUses {
    private final ConcurrentMap<Use, LongAdder> unwritten = new ConcurrentHashMap<>();

    /// One token in one minute of this node's clock, which only separates minutes; the row has the store's time.
    private record Use(JournalEntry entry, Instant minute) {}

    /// Whether this is the first use of the minute, which the caller then writes.
    boolean first(JournalEntry entry) {
        LongAdder more = unwritten.get(use(entry));
        if (more == null) {
            return true;
        }
        more.increment();
        return false;
    }

    /// After the first one of the minute was written: the next ones are added here.
    void written(JournalEntry entry) {
        unwritten.putIfAbsent(use(entry), new LongAdder());
    }

    private static Use use(JournalEntry entry) {
        return new Use(entry, Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    /// Takes out what was added; minutes long over are forgotten.
    Map<JournalEntry, Long> take() {
        // Not the minute just over: somebody may be about to add to it.
        Instant forgotten = Instant.now().minus(2, ChronoUnit.MINUTES);
        Map<JournalEntry, Long> taken = new HashMap<>();
        unwritten.forEach((use, more) -> {
            if (use.minute().isBefore(forgotten)) {
                unwritten.remove(use);
            }
            taken.merge(use.entry(), more.sumThenReset(), Long::sum);
        });
        taken.values().removeIf(uses -> uses == 0);
        return taken;
    }

    /// Gives back what could not be written.
    void giveBack(JournalEntry entry, long uses) {
        unwritten.computeIfAbsent(use(entry), _ -> new LongAdder()).add(uses);
    }
}
