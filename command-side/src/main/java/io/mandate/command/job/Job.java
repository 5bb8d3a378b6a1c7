package io.mandate.command.job;

import io.mandate.events.values.PersonalText;
import io.mandate.live.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as its table has it.
///
/// @param caller who asked for it, as its credential proved then
/// @param origin where the request came from and why
/// @param items how many lines it has
/// @param done how many of them are carried out: the first ones, for they go in order
/// @param lastLine the line of the last one carried out, 0 before the first
/// @param changed how many of those recorded something
/// @param rejected how many of those were refused
/// @param warnings JSON array of what was accepted but should be known
/// @param position the last position it wrote; null: none yet
record Job(
        String id,
        JobKind kind,
        State state,
        Caller caller,
        Origin origin,
        int items,
        int done,
        int lastLine,
        int changed,
        int rejected,
        String warnings,
        @Nullable String position,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /// How far it is.
    enum State {
        /// Its upload has not ended; if it never does, the job is removed.
        RECEIVING,
        /// No batch was carried out yet.
        WAITING,
        RUNNING,
        DONE
    }

    /// What the request said about itself.
    record Origin(
            String correlation,
            @Nullable PersonalText ip,
            @Nullable PersonalText userAgent,
            @Nullable PersonalText reason) {}
}
