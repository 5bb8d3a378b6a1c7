package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An action that a resource may support, such as `view` or `edit`.
///
/// 1 to 64 characters of `a-z0-9-`, beginning with a letter.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record ActionName(@JsonValue String value) implements Comparable<ActionName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ActionName {
        Identifiers.word("ActionName", value);
    }

    @Override
    public int compareTo(ActionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
