package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A principal of a tenant: a person, a service or a page.
///
/// 1 to 128 characters of `A-Za-z0-9._:~+=-`, neither `.` nor `..`; chosen by the caller or generated, never reused.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record UserId(@JsonValue String value) implements Comparable<UserId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        Identifiers.id("UserId", value);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
