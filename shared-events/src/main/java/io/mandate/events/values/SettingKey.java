package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The stable path of a setting: its module and its name, such as `configurations/language`.
///
/// Like a node key.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record SettingKey(@JsonValue String value) implements Comparable<SettingKey> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SettingKey {
        Identifiers.path("SettingKey", value);
    }

    @Override
    public int compareTo(SettingKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
