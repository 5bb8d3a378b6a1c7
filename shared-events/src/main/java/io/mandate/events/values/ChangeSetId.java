package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// All changes of one save carry the same change set.
///
/// 1 to 128 characters of `A-Za-z0-9._:~+=-`, neither `.` nor `..`; chosen by the caller or generated, never reused.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record ChangeSetId(@JsonValue String value) implements Comparable<ChangeSetId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChangeSetId {
        Identifiers.id("ChangeSetId", value);
    }

    @Override
    public int compareTo(ChangeSetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
