package io.mandate.access.record;

import io.mandate.events.record.RecordData;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What is registered about a record, and since which event it says each part of it without interruption.
///
/// @param registered the event that registered it
/// @param changed the last event about it
/// @param later the parts that came after it was registered, by the event that said them; of the others it is
///     `registered`, so that a record that never changed keeps nothing here
public record RegisteredRecord(RecordData data, long registered, long changed, Map<Statement, Long> later)
        implements KnownRecord {
    public RegisteredRecord {
        later = Map.copyOf(later);
    }

    /// A record that was registered by an event.
    public static RegisteredRecord of(RecordData data, long seq) {
        return new RegisteredRecord(data, seq, seq, Map.of());
    }

    /// The record after an event that changed it. What it says again keeps the event that said it first.
    public RegisteredRecord after(RecordData to, long seq) {
        Set<Statement> before = Statement.of(data);
        Map<Statement, Long> parts = new HashMap<>();
        for (Statement part : Statement.of(to)) {
            long since = before.contains(part) ? since(part) : seq;
            if (since != registered) {
                parts.put(part, since);
            }
        }
        return new RegisteredRecord(to, registered, seq, parts);
    }

    /// The one since which it says the part.
    @Override
    public Set<Long> events(Statement part) {
        return Set.of(since(part));
    }

    private long since(Statement part) {
        return later.getOrDefault(part, registered);
    }
}
