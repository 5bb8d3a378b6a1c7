package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The value of a setting, tagged with its form so that its bytes can be read without the catalog.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SettingValue.Flag.class, name = "FLAG"),
    @JsonSubTypes.Type(value = SettingValue.Whole.class, name = "WHOLE"),
    @JsonSubTypes.Type(value = SettingValue.Text.class, name = "TEXT"),
    @JsonSubTypes.Type(value = SettingValue.Choice.class, name = "CHOICE"),
    @JsonSubTypes.Type(value = SettingValue.Many.class, name = "MANY"),
    @JsonSubTypes.Type(value = SettingValue.Mapping.class, name = "MAPPING")
})
public sealed interface SettingValue {
    /// Of a BOOLEAN setting.
    record Flag(boolean value) implements SettingValue {}

    /// Of an INTEGER setting.
    record Whole(long value) implements SettingValue {}

    /// Of a TEXT setting, and of a REFERENCE, whose text is the id of the thing referred to.
    record Text(String value) implements SettingValue {}

    /// Of an ENUM setting, and of a VARIANT, whose option may carry a whole number.
    record Choice(String option, @Nullable Long parameter) implements SettingValue {}

    /// Of a SET setting.
    record Many(SortedSet<String> values) implements SettingValue {
        public Many {
            values = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }
    }

    /// Of a MAP setting.
    record Mapping(SortedMap<String, String> entries) implements SettingValue {
        public Mapping {
            entries = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }
}
