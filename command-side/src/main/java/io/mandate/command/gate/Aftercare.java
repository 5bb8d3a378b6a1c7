package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.command.invariants.Aftermath;
import io.mandate.command.invariants.Lookups;
import io.mandate.command.invariants.PostCondition;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/// What happens to every change between its last command and its commit: post-conditions on the state it
/// leads to, and the look-up rows.
@Component
class Aftercare {
    private final List<PostCondition> conditions;
    private final Lookups lookups;

    /// @param conditions in their order, the cheap and the telling ones first
    Aftercare(List<PostCondition> conditions, Lookups lookups) {
        this.conditions = List.copyOf(conditions);
        this.lookups = lookups;
    }

    /// Refuses what must not become true.
    ///
    /// @param before the state that `events` follow on
    void check(Change change, AccessView before, List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<DomainEvent> happened = events.stream().map(RecordedEvent::event).toList();
        Aftermath aftermath = new Aftermath(
                before,
                change.soFar(),
                happened,
                change.callerLivesHere() ? change.caller().actor().id() : null);
        conditions.forEach(condition -> condition.check(aftermath));
        lookups.write(before, events);
    }
}
