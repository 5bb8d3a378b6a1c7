package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The kind of record that can be picked as an instance, such as `team`.
///
/// 1 to 64 characters of `a-z0-9-`, beginning with a letter.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record InstanceType(@JsonValue String value) implements Comparable<InstanceType> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InstanceType {
        Identifiers.word("InstanceType", value);
    }

    @Override
    public int compareTo(InstanceType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
