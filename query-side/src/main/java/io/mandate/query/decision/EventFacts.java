package io.mandate.query.decision;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.store.follow.EventReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who made something so, when and why; for callers who may read the audit trail.
@Component
class EventFacts {
    private final EventReader reader;

    EventFacts(EventReader reader) {
        this.reader = reader;
    }

    /// @param reason null: none was given, or it was erased
    record Facts(String actor, String at, @Nullable String reason) {}

    /// The facts of the event at that position; empty for 0, where nothing was ever said.
    Optional<Facts> of(TenantId tenant, long seq) {
        return seq == 0 ? Optional.empty() : reader.event(tenant, seq).map(EventFacts::facts);
    }

    private static Facts facts(RecordedEvent event) {
        PersonalText reason = event.metadata().reason();
        return new Facts(
                event.metadata().actor().toString(),
                event.recordedAt().toString(),
                reason == null ? null : reason.clear());
    }
}
