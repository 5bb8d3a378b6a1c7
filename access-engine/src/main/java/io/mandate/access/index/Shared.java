package io.mandate.access.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keeps one object for each distinct value and numbers them 0, 1, 2, ... One thread adds, any number read by number.
final class Shared<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private volatile @Nullable Object[] values = new Object[8];

    /// The number of a value, given now if it has none.
    int number(T value) {
        Integer known = numbers.get(value);
        return known == null ? add(value) : known;
    }

    private int add(T value) {
        int number = numbers.size();
        @Nullable Object[] known = values;
        if (number == known.length) {
            known = Arrays.copyOf(known, known.length + (known.length >> 1));
        }
        known[number] = value;
        values = known;
        numbers.put(value, number);
        return number;
    }

    /// How many there are; for the writer.
    int size() {
        return numbers.size();
    }

    @SuppressWarnings("unchecked") // only add() writes, and it takes a T
    T value(int number) {
        return (T) Objects.requireNonNull(values[number]);
    }
}
