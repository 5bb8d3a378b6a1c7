package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A profile of a tenant.
///
/// 1 to 128 characters of `A-Za-z0-9._:~+=-`, neither `.` nor `..`; chosen by the caller or generated, never reused.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record ProfileId(@JsonValue String value) implements Comparable<ProfileId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProfileId {
        Identifiers.id("ProfileId", value);
    }

    @Override
    public int compareTo(ProfileId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
