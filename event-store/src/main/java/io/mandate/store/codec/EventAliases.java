package io.mandate.store.codec;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The stored names of all events, found by walking down from the sealed [DomainEvent].
public final class EventAliases {
    private final SortedMap<String, Class<? extends DomainEvent>> classes = new TreeMap<>();
    private final Map<Class<?>, Alias> aliases = new HashMap<>();

    /// Refuses with [IllegalStateException] an event without an alias, and an alias that two events have.
    public EventAliases() {
        walk(DomainEvent.class);
    }

    private void walk(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                walk(permitted);
            }
            return;
        }
        Class<? extends DomainEvent> event = type.asSubclass(DomainEvent.class);
        Alias alias = event.getAnnotation(Alias.class);
        if (alias == null) {
            throw new IllegalStateException(type.getName() + " has no alias to be stored under");
        }
        if (classes.putIfAbsent(alias.value(), event) != null) {
            throw new IllegalStateException("two events are called " + alias.value());
        }
        aliases.put(event, alias);
    }

    /// The stored name and newest revision of an event.
    public Alias of(DomainEvent event) {
        return of(event.getClass());
    }

    Alias of(Class<?> event) {
        Alias alias = aliases.get(event);
        if (alias == null) {
            throw new IllegalStateException(event.getName() + " is not an event");
        }
        return alias;
    }

    Class<? extends DomainEvent> classOf(String alias) {
        Class<? extends DomainEvent> event = classes.get(alias);
        if (event == null) {
            throw new UnreadablePayloadException("there is no event called " + alias + " in this version");
        }
        return event;
    }

    /// All names with their newest revisions, sorted: what somebody depends on who keeps what he made of events.
    public String description() {
        return classes.values().stream()
                .map(event -> of(event).value() + " " + of(event).revision())
                .collect(Collectors.joining(", "));
    }

    /// All names, sorted.
    public Set<String> names() {
        return Collections.unmodifiableSet(classes.keySet());
    }
}
