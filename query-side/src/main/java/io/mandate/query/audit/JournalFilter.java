package io.mandate.query.audit;

import io.mandate.events.values.UserId;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which rows of the journal are asked for.
///
/// @param from the first moment, inclusive
/// @param to the last moment, exclusive
record JournalFilter(
        @Nullable UserId actor,
        JournalEntry.@Nullable Kind kind,
        @Nullable Instant from,
        @Nullable Instant to) {

    boolean matches(JournalRow row) {
        return (actor == null || row.entry().actor().id().equals(actor))
                && (kind == null || row.entry().kind() == kind)
                && (from == null || !row.recordedAt().isBefore(from))
                && (to == null || row.recordedAt().isBefore(to));
    }

    SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        say(facts, "actor", actor);
        say(facts, "kind", kind);
        say(facts, "from", from);
        say(facts, "to", to);
        return facts;
    }

    private static void say(SortedMap<String, String> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }
}
