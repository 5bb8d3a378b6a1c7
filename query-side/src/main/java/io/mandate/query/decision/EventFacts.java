package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.events.RecordedEvent;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Permission;
import io.mandate.query.user.ReasonText;
import io.mandate.store.follow.EventReader;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who made something so, when and why; for callers who may read the audit trail. Whether he may is decided once for
/// an answer, and everything that answer needs is read at once.
@Component
class EventFacts {
    private final EventReader reader;

    EventFacts(EventReader reader) {
        this.reader = reader;
    }

    /// @param reason null: none was given; `(redacted)` where its key was destroyed
    record Facts(String actor, String at, @Nullable String reason) {}

    /// The facts of all events that these evaluations explain themselves with, by position; empty for a caller who may
    /// not read the audit trail. There is none for position 0, where nothing was ever said.
    Map<Long, Facts> of(AccessView view, Caller caller, Collection<Evaluation> evaluations) {
        Set<Long> wanted = evaluations.stream()
                .flatMapToLong(evaluation -> positions(evaluation.explanation()))
                .filter(seq -> seq != 0)
                .boxed()
                .collect(Collectors.toSet());
        if (wanted.isEmpty()
                || !Permission.VIEW_TRAIL.whole(view, caller.actor().id())) {
            return Map.of();
        }
        return reader.events(view.tenant(), wanted).stream()
                .collect(Collectors.toUnmodifiableMap(RecordedEvent::seq, EventFacts::facts));
    }

    private static LongStream positions(@Nullable Explanation explanation) {
        return explanation == null
                ? LongStream.empty()
                : LongStream.concat(
                        LongStream.of(explanation.decision().fact()),
                        explanation.findings().stream().mapToLong(Finding::fact));
    }

    private static Facts facts(RecordedEvent event) {
        return new Facts(
                event.metadata().actor().toString(), event.recordedAt().toString(), ReasonText.of(event.metadata()));
    }
}
