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
/// @param whole whether that is all there is to know, so that nothing registered is looked at
public record AssertedRecord(
        @Nullable UserId creator,
        @Nullable UserId owner,
        @Nullable SortedSet<UserId> assignees,
        Map<InstanceType, SortedSet<RecordId>> containers,
        Map<AttributeKey, String> attributes,
        boolean whole) {

    public AssertedRecord {
        assignees = assignees == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(assignees));
        containers = Map.copyOf(containers);
        attributes = Map.copyOf(attributes);
    }

    /// Says some of what is known of a record.
    public AssertedRecord(
            @Nullable UserId creator,
            @Nullable UserId owner,
            @Nullable SortedSet<UserId> assignees,
            Map<InstanceType, SortedSet<RecordId>> containers,
            Map<AttributeKey, String> attributes) {
        this(creator, owner, assignees, containers, attributes, false);
    }

    /// Says all that is known of a record: what it leaves out is unknown, whatever is registered. Null for null.
    public static @Nullable AssertedRecord of(@Nullable RecordData data) {
        return data == null
                ? null
                : new AssertedRecord(
                        data.creator(), data.owner(), data.assignees(), data.containers(), data.attributes(), true);
    }

    /// The same, said as all that is known.
    public AssertedRecord alone() {
        return new AssertedRecord(creator, owner, assignees, containers, attributes, true);
    }

    RecordData over(RecordData registered) {
        RecordData known = whole ? RecordData.UNKNOWN : registered;
        return new RecordData(
                creator != null ? creator : known.creator(),
                owner != null ? owner : known.owner(),
                assignees != null ? assignees : known.assignees(),
                over(containers, known.containers()),
                over(attributes, known.attributes()));
    }

    boolean saysCreator() {
        return whole || creator != null;
    }

    boolean saysOwner() {
        return whole || owner != null;
    }

    boolean saysAssignees() {
        return whole || assignees != null;
    }

    boolean says(InstanceType type) {
        return whole || containers.containsKey(type);
    }

    boolean says(AttributeKey attribute) {
        return whole || attributes.containsKey(attribute);
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
