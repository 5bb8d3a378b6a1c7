package io.mandate.access.cases;

import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What each event of a history is called: its kind and whom it is about, and which it is of several that are called
/// the same.
final class EventLabels {
    private final Map<Long, String> bySeq = new HashMap<>();

    EventLabels(List<List<RecordedEvent>> commits) {
        Map<String, Integer> seen = new HashMap<>();
        commits.stream().flatMap(List::stream).forEach(recorded -> {
            String label = label(recorded.event());
            int number = seen.merge(label, 1, Integer::sum);
            bySeq.put(recorded.seq(), number == 1 ? label : label + " #" + number);
        });
    }

    String of(long seq) {
        return Objects.requireNonNull(bySeq.get(seq));
    }

    private static String label(DomainEvent event) {
        StringBuilder label = new StringBuilder(event.getClass().getSimpleName());
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            String type = component.getType().getSimpleName();
            if (type.endsWith("Id") || type.endsWith("Key")) {
                Object value = value(event, component);
                label.append(value == null ? "" : " " + value);
            }
        }
        return label.toString();
    }

    private static @Nullable Object value(DomainEvent event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of " + event, e);
        }
    }
}
