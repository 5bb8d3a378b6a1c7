package io.mandate.access.record;

import io.mandate.events.record.RecordData;
import java.util.Set;

/// What is known about a record without being told, and the events behind each part of it.
public interface KnownRecord {
    RecordData data();

    /// The events without any of which it would not say a part that it says; at least one.
    Set<Long> events(Statement part);

    /// The last event about it.
    long changed();
}
