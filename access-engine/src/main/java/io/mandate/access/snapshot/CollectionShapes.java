package io.mandate.access.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collections and optional values, in the order in which they are walked; read, they cannot be changed.
final class CollectionShapes {
    private CollectionShapes() {}

    /// Null if it is not one.
    static @Nullable Shape of(Class<?> type, List<Shape> parts) {
        if (type == Optional.class) {
            return optional(parts.getFirst());
        }
        if (type == List.class) {
            return collection(parts.getFirst(), List::copyOf);
        }
        if (type == Set.class) {
            return collection(parts.getFirst(), all -> Collections.unmodifiableSet(new LinkedHashSet<>(all)));
        }
        if (type == SortedSet.class) {
            return collection(parts.getFirst(), all -> Collections.unmodifiableSortedSet(new TreeSet<>(all)));
        }
        if (type == Map.class) {
            return map(parts, Collections::unmodifiableMap);
        }
        return type == SortedMap.class
                ? map(parts, all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)))
                : null;
    }

    private static Shape optional(Shape part) {
        return PlainShapes.plain(
                Object.class,
                (out, value) -> {
                    Object present = ((Optional<?>) value).orElse(null);
                    out.write(part, present);
                },
                in -> Optional.ofNullable(in.read(part)));
    }

    private static Shape collection(Shape part, Function<Collection<Object>, Object> finish) {
        return PlainShapes.plain(
                Object.class,
                (out, value) -> {
                    Collection<?> all = (Collection<?>) value;
                    out.number(all.size());
                    for (Object one : all) {
                        out.write(part, one);
                    }
                },
                in -> {
                    List<Object> all = new ArrayList<>();
                    for (int left = in.count(); left > 0; left--) {
                        all.add(Objects.requireNonNull(in.read(part)));
                    }
                    return finish.apply(all);
                });
    }

    private static Shape map(List<Shape> parts, Function<Map<Object, Object>, Object> finish) {
        return PlainShapes.plain(
                Object.class,
                (out, value) -> {
                    Map<?, ?> all = (Map<?, ?>) value;
                    out.number(all.size());
                    for (Map.Entry<?, ?> entry : all.entrySet()) {
                        out.write(parts.getFirst(), entry.getKey());
                        out.write(parts.getLast(), entry.getValue());
                    }
                },
                in -> {
                    Map<Object, Object> all = new LinkedHashMap<>();
                    for (int left = in.count(); left > 0; left--) {
                        Object key = Objects.requireNonNull(in.read(parts.getFirst()));
                        all.put(key, Objects.requireNonNull(in.read(parts.getLast())));
                    }
                    return finish.apply(all);
                });
    }
}
