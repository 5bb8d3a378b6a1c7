package io.mandate.command.gate;

import io.mandate.events.RecordedEvent;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a person is called, read from the person's own events for the moment: the command side keeps no
/// names.
@Component
class PersonNames {
    private final EventReader reader;

    PersonNames(EventReader reader) {
        this.reader = reader;
    }

    /// First and last name, else the username, else the label of a service or page; empty if nothing is
    /// known, or nothing any more.
    Optional<String> of(TenantId tenant, UserId user) {
        Name name = new Name();
        reader.stream(StreamId.of(tenant, StreamId.Kind.USER, user), 0, Personal.OPENED).stream()
                .map(RecordedEvent::event)
                .forEach(event -> {
                    switch (event) {
                        case UserCreated e -> name.begin(e);
                        case UserDetailsChanged e -> name.change(e.changes());
                        case UsernameChanged e -> name.username = e.to();
                        default -> {} // says nothing about names
                    }
                });
        return name.written();
    }

    private static final class Name {
        private @Nullable PersonalText first;
        private @Nullable PersonalText last;
        private @Nullable PersonalText username;
        private @Nullable String label;

        void begin(UserCreated event) {
            first = event.firstName();
            last = event.lastName();
            username = event.username();
            label = event.label() == null ? null : event.label().text();
        }

        void change(List<DetailChange> changes) {
            for (DetailChange change : changes) {
                switch (change.field()) {
                    case "firstName" -> first = change.to();
                    case "lastName" -> last = change.to();
                    case "label" -> label = change.clearTo();
                    default -> {} // an attribute
                }
            }
        }

        Optional<String> written() {
            String full = Stream.of(first, last).flatMap(Name::clear).collect(Collectors.joining(" "));
            return Stream.concat(Stream.of(full), Stream.concat(clear(username), Stream.ofNullable(label)))
                    .filter(text -> !text.isBlank())
                    .findFirst();
        }

        private static Stream<String> clear(@Nullable PersonalText text) {
            return text == null ? Stream.empty() : text.text().stream();
        }
    }
}
