package io.mandate.query.replay;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What keeps the replays of one tenant from standing in the way of operators and of other tenants: how many it may ask
/// for, and how long one may take.
///
/// @param perDay how many in any 24 hours, at least 1
/// @param longest from being asked for to being compared
@Component
record TenantReplays(
        @Value("${mandate.replay.tenant-per-day:4}") int perDay,
        @Value("${mandate.replay.tenant-longest:1h}") Duration longest) {
    private static final Duration DAY = Duration.ofDays(1);

    /// Whether it is these bounds that a replay is under.
    static boolean bind(Replay replay) {
        return !replay.asker().operator();
    }

    /// How long a replay may still take; negative when its time is over. Those of operators have all the time.
    Duration left(ReplayStore store, Replay replay) {
        return bind(replay) ? longest.minus(store.age(replay)) : longest;
    }

    /// The same as a `statement_timeout` in milliseconds; 0: none.
    long statementTimeout(ReplayStore store, Replay replay) {
        return bind(replay) ? Math.max(1, left(store, replay).toMillis()) : 0;
    }

    /// Refuses a replay that was just stored, if it is one too many of its tenant: REPLAY_LIMIT.
    void requireRoom(ReplayStore store, Replay asked) {
        Optional<Instant> tooMany = store.askedBefore(asked, perDay, DAY);
        if (tooMany.isPresent()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.REPLAY_LIMIT,
                    "limit",
                    perDay,
                    "after",
                    tooMany.get().plus(DAY)));
        }
    }
}
