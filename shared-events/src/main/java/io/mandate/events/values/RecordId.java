package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A record of a calling product, unique inside its resource.
///
/// 1 to 256 characters without control characters and unpaired surrogates; the products choose it.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record RecordId(@JsonValue String value) implements Comparable<RecordId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RecordId {
        Identifiers.text("RecordId", value, 256);
    }

    @Override
    public int compareTo(RecordId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
