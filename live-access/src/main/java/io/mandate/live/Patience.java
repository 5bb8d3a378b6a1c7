package io.mandate.live;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// What one request may ask of the past that has to be folded from the store: how long it waits, for
/// all of it together, and for how many moments that are folded one by one. For use by one thread.
public final class Patience {
    private final long ends;
    private final int moments;
    private final Set<Moment> asked = new HashSet<>();

    private record Moment(TenantId tenant, long end) {}

    /// It begins to run out at once.
    ///
    /// @param time for which is waited
    /// @param moments how many that are folded one by one, 1 or more
    Patience(Duration time, int moments) {
        this.ends = System.nanoTime() + time.toNanos();
        this.moments = moments;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, ends - System.nanoTime()));
    }

    /// One more moment that is folded by itself. More of them than are kept would push each other out
    /// for ever.
    ///
    /// @throws InvalidValueException if it is one too many
    void another(TenantId tenant, long end) {
        Moment moment = new Moment(tenant, end);
        if (asked.size() >= moments && !asked.contains(moment)) {
            throw new InvalidValueException(
                    "moment",
                    "is one too many of those that are not in memory here: ask about at most " + moments
                            + " of them in one request");
        }
        asked.add(moment);
    }
}
