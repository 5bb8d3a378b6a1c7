package io.mandate.events.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Unmodifiable copies in a fixed order, so that equal definitions have equal bytes.
final class Sorted {
    private Sorted() {}

    static <K extends Comparable<K>, V> Map<K, V> map(Map<K, V> entries) {
        return Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    static <T extends Comparable<T>> Set<T> set(Collection<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
