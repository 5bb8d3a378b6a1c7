package io.mandate.query.audit;

import io.mandate.events.values.ActionName;
import io.mandate.query.audit.AuditRow.Said;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects the rows of one event. How many there are must never depend on personal text, which may be gone when the
/// event is read again.
final class RowsOfEvent {
    private final Subject subject;
    private final List<AuditRow> rows = new ArrayList<>();
    private @Nullable String node;
    private Collection<ActionName> actions = List.of();

    RowsOfEvent(Subject subject) {
        this.subject = subject;
    }

    /// The rows to come are about this node or setting.
    RowsOfEvent at(@Nullable Object place) {
        this.node = place == null ? null : place.toString();
        return this;
    }

    /// The rows to come give or take these permissions.
    RowsOfEvent touching(Collection<ActionName> touched) {
        this.actions = touched;
        return this;
    }

    RowsOfEvent row(AuditType type, String item, @Nullable Object from, @Nullable Object to) {
        rows.add(
                new AuditRow(rows.size(), type, subject, item, node, List.copyOf(actions), Said.of(from), Said.of(to)));
        return this;
    }

    RowsOfEvent updated(String item, @Nullable Object from, @Nullable Object to) {
        return row(AuditType.FIELD_UPDATED, item, from, to);
    }

    /// A row if the new thing says this at all.
    RowsOfEvent created(String item, @Nullable Object value) {
        return value == null ? this : row(AuditType.CREATED, item, null, value);
    }

    /// A row for each entry of a new thing.
    RowsOfEvent createdEach(String item, Map<?, ?> entries) {
        entries.forEach((key, value) -> created(item.formatted(Shown.title(String.valueOf(key))), value));
        return this;
    }

    /// A row if the clear values differ.
    RowsOfEvent difference(String item, @Nullable Object from, @Nullable Object to) {
        return Objects.equals(from, to) ? this : updated(item, from, to);
    }

    /// A row for each entry in which the maps differ.
    RowsOfEvent differences(String item, Map<?, ?> from, Map<?, ?> to) {
        TreeSet<String> keys = new TreeSet<>();
        from.keySet().forEach(key -> keys.add(key.toString()));
        to.keySet().forEach(key -> keys.add(key.toString()));
        keys.forEach(key -> difference(item.formatted(Shown.title(key)), find(from, key), find(to, key)));
        return this;
    }

    List<AuditRow> rows() {
        return List.copyOf(rows);
    }

    private static @Nullable Object find(Map<?, ?> entries, String key) {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (entry.getKey().toString().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
