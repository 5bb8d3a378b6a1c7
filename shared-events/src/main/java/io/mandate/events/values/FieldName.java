package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A field of a record that may be masked, such as `phone`.
///
/// 1 to 64 characters of `A-Za-z0-9_`, beginning with a letter.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record FieldName(@JsonValue String value) implements Comparable<FieldName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FieldName {
        Identifiers.name("FieldName", value);
    }

    @Override
    public int compareTo(FieldName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
