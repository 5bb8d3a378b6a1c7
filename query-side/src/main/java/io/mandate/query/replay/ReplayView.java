package io.mandate.query.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replay as callers see it.
///
/// @param tenant of which tenant alone; absent: of all
/// @param upTo the moment of the past it stops at, where it was given as an instant
/// @param past whether it stops at a moment of the past
/// @param askedBy who wanted it, and of which tenant he is
/// @param state REQUESTED, BUILDING, COMPARING, READY, HELD, SWITCHING, SWITCHED, COMPARED, ABANDONED or FAILED
/// @param wish what somebody asked for that is about to be done
/// @param interrupted whether nobody works on it at present; it goes on when a query node runs
/// @param generation the number of the generation that is made
/// @param trouble why it failed, or does not get on at present
@JsonInclude(Include.NON_NULL)
record ReplayView(
        String id,
        @Nullable String tenant,
        List<String> models,
        String pace,
        @Nullable Instant upTo,
        boolean past,
        Replay.Asker askedBy,
        Instant askedAt,
        String state,
        @Nullable String wish,
        boolean interrupted,
        @Nullable Integer generation,
        ReplayProgress events,
        @Nullable Instant comparedAt,
        @Nullable String trouble,
        @Nullable Instant finishedAt) {

    static ReplayView of(Replay replay, ReplayProgress progress, boolean worked) {
        return new ReplayView(
                replay.id(),
                replay.tenant() == null ? null : replay.tenant().value(),
                replay.models(),
                replay.pace() == Pace.PACED ? "paced" : "full",
                replay.upTo(),
                replay.bounded(),
                replay.asker(),
                replay.askedAt(),
                replay.state().name(),
                replay.wish() == null ? null : replay.wish().name(),
                !worked && !replay.state().over(),
                replay.generation() == null ? null : replay.generation().number(),
                progress,
                replay.comparedAt(),
                replay.failure(),
                replay.finishedAt());
    }

    /// Whether nothing changes any more unless somebody asks for something.
    boolean rests() {
        return wish == null && ReplayState.valueOf(state).waits();
    }
}
