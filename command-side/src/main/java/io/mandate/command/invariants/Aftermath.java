package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tenant before and after a change that is not yet committed.
///
/// @param before the head the change was decided at
/// @param after the same with the new events
/// @param events what is new, in order, at least one
/// @param giver the principal of this tenant who wishes it; null: an operator, or Mandate itself
/// @param past the same tenant earlier than `before`
public record Aftermath(
        AccessView before,
        AccessView after,
        List<DomainEvent> events,
        @Nullable UserId giver,
        Past past) {
    public Aftermath {
        events = List.copyOf(events);
    }
}
