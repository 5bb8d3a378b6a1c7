package io.mandate.command.gate;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogWords;
import io.mandate.command.invariants.QuotaNotes;
import io.mandate.events.RecordedEvent;
import io.mandate.store.append.StreamId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Adds to a change what Mandate notices about quotas, as its own events of the same commit.
@Component
class QuotaWatch {

    /// The warnings for the answer: in keys for who lives elsewhere.
    List<Map<String, Object>> notice(Change change) {
        List<RecordedEvent> events = change.events();
        if (events.isEmpty()) {
            return List.of();
        }
        QuotaNotes notes = QuotaNotes.of(
                change.head(),
                change.soFar(),
                events.stream().map(RecordedEvent::event).toList(),
                new CatalogWords(change.callerLivesHere() ? change.soFar().catalog() : Catalog.EMPTY));
        String causation = events.getLast().eventId().toString();
        StreamId licence = new StreamId(change.tenant(), StreamId.Kind.LICENCE, StreamId.Kind.LICENCE.word());
        notes.events().forEach(event -> change.notice(licence, event, causation));
        return notes.warnings();
    }
}
