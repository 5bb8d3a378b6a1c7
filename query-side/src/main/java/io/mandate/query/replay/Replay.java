package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.query.projection.Generation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replay as it is stored.
///
/// @param tenant whose rows alone are made; null: those of all tenants
/// @param models the models that are made again, by name
/// @param upTo the moment of the past it was made for, unless it was given by positions
/// @param bounded whether it stops at positions of the past
/// @param asker who wanted it
/// @param wish what somebody asked for that is not done yet
/// @param generation what is being made; null: nothing yet
/// @param indexed whether its own models have their indexes
/// @param copied whether the other models were copied beside them
/// @param whole whether all models of the generation follow one position
/// @param failure why it failed, or why it does not get on at present: kinds of failure and codes
/// @param listed how many differing rows are kept
record Replay(
        String id,
        @Nullable TenantId tenant,
        List<String> models,
        Pace pace,
        @Nullable Instant upTo,
        boolean bounded,
        Asker asker,
        Instant askedAt,
        ReplayState state,
        ReplayState.@Nullable Wish wish,
        @Nullable Generation generation,
        boolean indexed,
        boolean copied,
        boolean whole,
        long eventsPerSecond,
        @Nullable String failure,
        @Nullable Instant comparedAt,
        long listed,
        @Nullable Instant finishedAt) {

    Replay {
        models = List.copyOf(models);
    }

    /// Who wanted it.
    record Asker(TenantId tenant, String kind, String id) {
        /// Whether it was somebody of the installation, and not of a tenant.
        boolean operator() {
            return tenant.equals(Caller.SYSTEM_TENANT);
        }
    }

    /// Whether the positions in `replay_target` say where it stops: a moment of the past, or the position at which
    /// models were copied that are not made again.
    boolean stopsAtTargets() {
        return bounded || (copied && !whole);
    }

    /// What is being made, which is there from the first step on.
    Generation made() {
        if (generation == null) {
            throw new IllegalStateException("replay " + id + " has no generation yet");
        }
        return generation;
    }
}
