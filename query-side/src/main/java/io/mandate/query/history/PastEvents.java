package io.mandate.query.history;

import io.mandate.events.Alias;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.query.position.ModelView;
import io.mandate.query.user.ActorView;
import io.mandate.query.user.Names;
import io.mandate.query.user.ReasonText;
import io.mandate.store.StoreId;
import io.mandate.store.follow.EventReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the events of a report at once, with the names that people have now.
@Component
class PastEvents {
    private final EventReader reader;
    private final StoreId store;

    PastEvents(EventReader reader, StoreId store) {
        this.reader = reader;
        this.store = store;
    }

    /// The events by position; with personal text opened.
    Map<Long, RecordedEvent> read(TenantId tenant, Collection<Long> seqs) {
        Map<Long, RecordedEvent> events = new HashMap<>();
        if (!seqs.isEmpty()) {
            reader.events(tenant, seqs).forEach(event -> events.put(event.seq(), event));
        }
        return events;
    }

    /// Makes events presentable.
    ///
    /// @param others principals that are named beside those in the events
    Shown shown(ModelView view, Map<Long, RecordedEvent> events, Collection<String> others) {
        List<@Nullable String> mentioned = new ArrayList<>(others);
        events.values().forEach(event -> {
            mentioned.add(event.metadata().actor().id().value());
            mentioned.add(text(event.metadata().onBehalfOf()));
        });
        return new Shown(events, Names.inTrail(view, mentioned));
    }

    /// Events and principals by name.
    final class Shown {
        private final Map<Long, RecordedEvent> events;
        private final Names names;

        private Shown(Map<Long, RecordedEvent> events, Names names) {
            this.events = events;
            this.names = names;
        }

        ActorView principal(String kind, String id) {
            return names.actor(kind, id);
        }

        PastEvent event(long seq) {
            RecordedEvent event = Objects.requireNonNull(events.get(seq), "an event that was not read");
            EventMetadata metadata = event.metadata();
            String behalf = text(metadata.onBehalfOf());
            return new PastEvent(
                    store.position(seq),
                    event.event().getClass().getAnnotation(Alias.class).value(),
                    event.recordedAt(),
                    names.actor(
                            metadata.actor().kind().name(),
                            metadata.actor().id().value()),
                    behalf == null ? null : names.actor("USER", behalf),
                    opened(metadata.ip()),
                    ReasonText.of(metadata),
                    metadata.source().name(),
                    metadata.changeSet().value());
        }
    }

    private static @Nullable String opened(@Nullable PersonalText text) {
        return text == null ? null : text.text().orElse("(erased)");
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
