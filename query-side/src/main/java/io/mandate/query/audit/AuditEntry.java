package io.mandate.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.Position;
import io.mandate.query.user.ActorView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of the audit trail as people read it.
///
/// @param position of the event
/// @param row its place among the rows of that event, from 0
/// @param onBehalfOf the user the actor was logged in as
/// @param ip where the request came from; `(erased)` like every text whose key was destroyed
/// @param event the name of the event
/// @param reason why; `(redacted)` where its key was destroyed
/// @param item what changed, in words
/// @param type what sort of change it was: `Created`, `Field Updated`, ..
/// @param node the catalog node or setting concerned
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        Position position,
        int row,
        Instant time,
        ActorView actor,
        @Nullable Named onBehalfOf,
        @Nullable String ip,
        @Nullable String userAgent,
        String source,
        String event,
        Concerned subject,
        String item,
        String type,
        @Nullable String node,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason,
        String changeSet,
        String correlation) {

    /// A principal with its name; `erased user <id>` once it was erased.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Named(String id, @Nullable String name) {}

    /// What it happened to.
    ///
    /// @param kind TENANT, CATALOG, PROFILE, USER, LICENCE, RECORD or TOKEN
    /// @param name what people call it now; absent where it has no name
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Concerned(
            String kind, String id, @Nullable String name) {}
}
