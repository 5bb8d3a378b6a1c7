package io.mandate.events.record;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known about a record: the data record scopes are matched against.
///
/// @param creator who made it; null: unknown, and unknown never matches
/// @param containers what it lies in, by type, for instance its teams
public record RecordData(
        @Nullable UserId creator,
        @Nullable UserId owner,
        SortedSet<UserId> assignees,
        Map<InstanceType, SortedSet<RecordId>> containers,
        Map<AttributeKey, String> attributes) {
    /// Nothing is known.
    public static final RecordData UNKNOWN = new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of());

    public RecordData {
        assignees = Collections.unmodifiableSortedSet(new TreeSet<>(assignees));
        Map<InstanceType, SortedSet<RecordId>> sorted = new TreeMap<>();
        containers.forEach((type, ids) -> sorted.put(type, Collections.unmodifiableSortedSet(new TreeSet<>(ids))));
        containers = Collections.unmodifiableMap(sorted);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
