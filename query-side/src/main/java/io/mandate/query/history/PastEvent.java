package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.Position;
import io.mandate.query.user.ActorView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event as a report about the past tells it.
///
/// @param event its name, such as `UserAssigned`
/// @param onBehalfOf the user the actor was logged in as
/// @param ip where it came from; `(erased)` like every text whose key was destroyed
/// @param reason why; `(redacted)` where its key was destroyed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastEvent(
        Position position,
        String event,
        Instant time,
        ActorView actor,
        @Nullable ActorView onBehalfOf,
        @Nullable String ip,
        @Nullable String reason,
        String source,
        String changeSet) {}
