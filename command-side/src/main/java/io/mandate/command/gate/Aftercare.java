package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantVersions;
import io.mandate.command.invariants.Aftermath;
import io.mandate.command.invariants.HiddenProfile;
import io.mandate.command.invariants.Lookups;
import io.mandate.command.invariants.PostCondition;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What happens to every change between its last command and its commit: post-conditions on the state it
/// leads to, and the look-up rows.
@Component
class Aftercare {
    private final List<PostCondition> conditions;
    private final Lookups lookups;
    private final LiveIndex live;

    /// @param conditions in their order, the cheap and the telling ones first
    Aftercare(List<PostCondition> conditions, Lookups lookups, LiveIndex live) {
        this.conditions = List.copyOf(conditions);
        this.lookups = lookups;
        this.live = live;
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
                change.callerLivesHere() ? change.caller().actor().id() : null,
                seq -> past(before.tenant(), seq));
        try {
            conditions.forEach(condition -> condition.check(aftermath));
        } catch (RejectedException found) {
            throw HiddenProfile.told(aftermath, found);
        }
        lookups.write(before, events);
    }

    /// What `before` has of this change itself is not committed, and so no past.
    private Optional<AccessView> past(TenantId tenant, long seq) {
        TenantVersions versions = live.index().versions(tenant);
        long known = Math.min(seq, versions.head());
        return known < versions.first() ? Optional.empty() : Optional.of(versions.at(known));
    }
}
