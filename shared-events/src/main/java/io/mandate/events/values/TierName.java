package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A licence tier of the catalog, such as `ADMINISTRATOR`.
///
/// 1 to 64 characters of `A-Z0-9_`.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record TierName(@JsonValue String value) implements Comparable<TierName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TierName {
        Identifiers.constant("TierName", value);
    }

    @Override
    public int compareTo(TierName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
