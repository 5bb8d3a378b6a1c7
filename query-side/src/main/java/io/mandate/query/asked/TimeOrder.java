package io.mandate.query.asked;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time that is asked about lies between two moments, of which the first comes first.
public final class TimeOrder {
    private TimeOrder() {}

    /// Refused with WINDOW_EMPTY unless `from` lies before `to`, where both are given.
    public static void require(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw empty(from, to);
        }
    }

    /// WINDOW_EMPTY, for moments that are written in another way: positions, revisions.
    public static RejectedException empty(Object from, Object to) {
        return new RejectedException(Rejection.of(RejectionCode.WINDOW_EMPTY, "from", from, "to", to));
    }
}
