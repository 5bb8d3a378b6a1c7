package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The class of sensitive data a field belongs to, such as `contact.phone`.
///
/// 1 to 128 characters of `a-z0-9.-`, beginning with a letter.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record FieldClass(@JsonValue String value) implements Comparable<FieldClass> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FieldClass {
        Identifiers.dotted("FieldClass", value);
    }

    @Override
    public int compareTo(FieldClass other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
