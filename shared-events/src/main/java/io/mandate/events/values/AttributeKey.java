package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An attribute of users or records that the catalog declares, such as `accountNumber`.
///
/// 1 to 64 characters of `A-Za-z0-9_`, beginning with a letter.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record AttributeKey(@JsonValue String value) implements Comparable<AttributeKey> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AttributeKey {
        Identifiers.name("AttributeKey", value);
    }

    @Override
    public int compareTo(AttributeKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
