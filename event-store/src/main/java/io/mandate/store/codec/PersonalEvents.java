package io.mandate.store.codec;

import io.mandate.events.values.PersonalText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which events can hold personal text, however deep.
final class PersonalEvents {
    private PersonalEvents() {}

    static Set<Class<?>> of(EventAliases aliases) {
        return aliases.names().stream()
                .map(aliases::classOf)
                .filter(event -> holds(event, new HashSet<>()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean holds(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        return switch (type) {
            case Class<?> c when c == PersonalText.class -> true;
            case Class<?> c
            when c.isRecord() ->
                Arrays.stream(c.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .anyMatch(part -> holds(part, seen));
            case ParameterizedType p ->
                Arrays.stream(p.getActualTypeArguments()).anyMatch(part -> holds(part, seen));
            default -> false;
        };
    }
}
