package io.mandate.events.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which values a setting takes.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SettingType.BooleanType.class, name = "BOOLEAN"),
    @JsonSubTypes.Type(value = SettingType.IntegerType.class, name = "INTEGER"),
    @JsonSubTypes.Type(value = SettingType.TextType.class, name = "TEXT"),
    @JsonSubTypes.Type(value = SettingType.EnumType.class, name = "ENUM"),
    @JsonSubTypes.Type(value = SettingType.SetType.class, name = "SET"),
    @JsonSubTypes.Type(value = SettingType.ReferenceType.class, name = "REFERENCE"),
    @JsonSubTypes.Type(value = SettingType.MapType.class, name = "MAP"),
    @JsonSubTypes.Type(value = SettingType.VariantType.class, name = "VARIANT")
})
public sealed interface SettingType {
    /// True or false.
    record BooleanType() implements SettingType {}

    /// A whole number from min to max, both included.
    record IntegerType(long min, long max) implements SettingType {}

    /// A text of at most so many characters, 1 to 4000.
    record TextType(int longest) implements SettingType {}

    /// One of the options.
    record EnumType(List<String> options) implements SettingType {
        public EnumType {
            options = List.copyOf(options);
        }
    }

    /// Any of the options; any texts of at most 200 characters, if there are none.
    record SetType(List<String> options) implements SettingType {
        public SetType {
            options = List.copyOf(options);
        }
    }

    /// The id of something in the calling product, such as a `template`; 1 to 256 characters.
    record ReferenceType(String to) implements SettingType {}

    /// From keys to texts of at most 1000 characters; keys are among the options, any if there are none.
    record MapType(List<String> options) implements SettingType {
        public MapType {
            options = List.copyOf(options);
        }
    }

    /// One of the options, of which some carry a whole number, such as `THRESHOLD(100)`.
    record VariantType(List<Option> options) implements SettingType {
        public VariantType {
            options = List.copyOf(options);
        }
    }

    /// @param parameter the range of the number the option carries; null: it carries none
    record Option(String name, @Nullable IntegerType parameter) {}
}
