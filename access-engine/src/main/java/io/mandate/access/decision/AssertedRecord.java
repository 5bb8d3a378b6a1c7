package io.mandate.access.decision;

import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is said about a record in a question. What is said wins over what is registered, field by field; a list that
/// is said to be empty is said, too.
///
/// @param creator null: nothing is said of it
/// @param assignees all of them; null: nothing is said of them
/// @param containers by type, all of that type; nothing is said of a type that is not named
/// @param attributes by name; nothing is said of one that is not named
public record AssertedRecord(
        @Nullable UserId creator,
        @Nullable UserId owner,
        @Nullable SortedSet<UserId> assignees,
        Map<InstanceType, SortedSet<RecordId>> containers,
        Map<AttributeKey, String> attributes) {

    public AssertedRecord {
        assignees = assignees == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(assignees));
        containers = Map.copyOf(containers);
        attributes = Map.copyOf(attributes);
    }

    /// Says all that is known of a record, be it that nobody looks after it; null for null.
    public static @Nullable AssertedRecord of(@Nullable RecordData data) {
        return data == null
                ? null
                : new AssertedRecord(
                        data.creator(), data.owner(), data.assignees(), data.containers(), data.attributes());
    }

    RecordData over(RecordData registered) {
        return new RecordData(
                creator != null ? creator : registered.creator(),
                owner != null ? owner : registered.owner(),
                assignees != null ? assignees : registered.assignees(),
                over(containers, registered.containers()),
                over(attributes, registered.attributes()));
    }

    static <K, V> Map<K, V> over(Map<K, V> said, Map<K, V> known) {
        if (said.isEmpty()) {
            return known;
        }
        Map<K, V> all = new HashMap<>(known);
        all.putAll(said);
        return all;
    }
}
