package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A role type of the catalog, such as `CSR`.
///
/// 1 to 64 characters of `A-Z0-9_`.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record RoleTypeKey(@JsonValue String value) implements Comparable<RoleTypeKey> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoleTypeKey {
        Identifiers.constant("RoleTypeKey", value);
    }

    @Override
    public int compareTo(RoleTypeKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
