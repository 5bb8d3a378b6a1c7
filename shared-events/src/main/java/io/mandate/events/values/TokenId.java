package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A token, without its secret.
///
/// 1 to 128 characters of `A-Za-z0-9._:~+=-`, neither `.` nor `..`; chosen by the caller or generated, never reused.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record TokenId(@JsonValue String value) implements Comparable<TokenId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TokenId {
        Identifiers.id("TokenId", value);
    }

    @Override
    public int compareTo(TokenId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
