package io.mandate.access.decision;

import io.mandate.events.values.AttributeKey;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The events without any of which a scope would not reach a record, beside those that set the scope.
///
/// @param record those about the record
/// @param attributes those that gave the user the attributes by which it is reached
record Basis(SortedSet<Long> record, SortedMap<AttributeKey, Long> attributes) {
    /// It is reached whatever is registered and whatever the user has.
    static final Basis NOTHING = new Basis(Collections.emptySortedSet(), Collections.emptySortedMap());

    /// What is complete first comes first; of several that are at once, what needs less.
    private static final Comparator<Basis> ORDER =
            Comparator.comparingLong(Basis::complete).thenComparingInt(Basis::size);

    static Basis ofRecord(Set<Long> events) {
        return new Basis(new TreeSet<>(events), Collections.emptySortedMap());
    }

    static Basis ofAttribute(AttributeKey attribute, long event) {
        return new Basis(Collections.emptySortedSet(), new TreeMap<>(Map.of(attribute, event)));
    }

    Basis and(Basis other) {
        SortedSet<Long> events = new TreeSet<>(record);
        events.addAll(other.record);
        SortedMap<AttributeKey, Long> mine = new TreeMap<>(attributes);
        mine.putAll(other.attributes);
        return new Basis(events, mine);
    }

    /// The one of two alternatives that is told; null for one that does not reach the record.
    static @Nullable Basis either(@Nullable Basis one, @Nullable Basis other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return ORDER.compare(other, one) < 0 ? other : one;
    }

    /// The last event that it needs; 0: none.
    long complete() {
        long last = record.isEmpty() ? 0 : record.last();
        for (long event : attributes.values()) {
            last = Math.max(last, event);
        }
        return last;
    }

    private int size() {
        return record.size() + attributes.size();
    }
}
