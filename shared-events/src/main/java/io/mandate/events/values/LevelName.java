package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name a resource gives to a set of actions, such as `FULL`.
///
/// 1 to 64 characters of `A-Z0-9_`.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record LevelName(@JsonValue String value) implements Comparable<LevelName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LevelName {
        Identifiers.constant("LevelName", value);
    }

    @Override
    public int compareTo(LevelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
