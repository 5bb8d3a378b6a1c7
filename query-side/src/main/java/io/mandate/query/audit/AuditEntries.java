package io.mandate.query.audit;

import io.mandate.access.profile.Profile;
import io.mandate.events.Alias;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.query.audit.AuditQueries.Found;
import io.mandate.query.position.ModelView;
import io.mandate.query.user.Names;
import io.mandate.query.user.ReasonText;
import io.mandate.store.StoreId;
import io.mandate.store.follow.EventReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns places in the index into what stands there: the events are read again, so what was erased in the meantime is
/// erased here, and names are those that people have now.
@Component
class AuditEntries {
    private final EventReader reader;
    private final StoreId store;

    AuditEntries(EventReader reader, StoreId store) {
        this.reader = reader;
        this.store = store;
    }

    List<AuditEntry> of(ModelView view, List<Found> places) {
        Map<Long, RecordedEvent> events = new HashMap<>();
        reader.events(view.tenant(), places.stream().map(Found::seq).distinct().toList())
                .forEach(event -> events.put(event.seq(), event));
        Map<Long, List<AuditRow>> rows = new HashMap<>();
        events.forEach((seq, event) -> rows.put(seq, AuditRows.of(event)));
        Names names = names(view, events, rows);
        return places.stream()
                .map(place -> entry(
                        view,
                        Objects.requireNonNull(events.get(place.seq())),
                        Objects.requireNonNull(rows.get(place.seq())).get(place.number()),
                        names))
                .toList();
    }

    private static Names names(ModelView view, Map<Long, RecordedEvent> events, Map<Long, List<AuditRow>> rows) {
        List<@Nullable String> mentioned = new ArrayList<>();
        events.values().forEach(event -> {
            mentioned.add(event.metadata().actor().id().value());
            mentioned.add(text(event.metadata().onBehalfOf()));
        });
        rows.values()
                .forEach(each -> each.forEach(row -> mentioned.add(row.subject().user())));
        return Names.inTrail(view, mentioned);
    }

    private AuditEntry entry(ModelView view, RecordedEvent event, AuditRow row, Names names) {
        EventMetadata metadata = event.metadata();
        String behalf = text(metadata.onBehalfOf());
        return new AuditEntry(
                store.position(event.seq()),
                row.number(),
                event.recordedAt(),
                names.actor(
                        metadata.actor().kind().name(), metadata.actor().id().value()),
                behalf == null ? null : new AuditEntry.Named(behalf, names.of(behalf)),
                shown(metadata.ip()),
                shown(metadata.userAgent()),
                metadata.source().name(),
                event.event().getClass().getAnnotation(Alias.class).value(),
                concerned(view, row.subject(), names),
                row.item(),
                row.type().label(),
                row.node(),
                row.from() == null ? null : row.from().shown(),
                row.to() == null ? null : row.to().shown(),
                ReasonText.of(metadata),
                metadata.changeSet().value(),
                metadata.correlationId());
    }

    private static AuditEntry.Concerned concerned(ModelView view, Subject subject, Names names) {
        String name = switch (subject.kind()) {
            case USER -> names.of(subject.id());
            case PROFILE -> profileName(view, subject.id());
            case TENANT, CATALOG, LICENCE, RECORD, TOKEN -> null;
        };
        return new AuditEntry.Concerned(subject.kind().name(), subject.id(), name);
    }

    private static @Nullable String profileName(ModelView view, String id) {
        Profile profile = view.access().everProfile(new ProfileId(id));
        return profile == null ? null : profile.name().value();
    }

    private static @Nullable String shown(@Nullable PersonalText text) {
        return text == null ? null : text.text().orElse("(erased)");
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
