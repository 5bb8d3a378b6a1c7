package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A role of the catalog, such as `PARTNER_ADMINISTRATOR`.
///
/// 1 to 64 characters of `A-Z0-9_`.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record RoleKey(@JsonValue String value) implements Comparable<RoleKey> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoleKey {
        Identifiers.constant("RoleKey", value);
    }

    @Override
    public int compareTo(RoleKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
