package io.mandate.access.setting;

import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.SettingType.BooleanType;
import io.mandate.events.catalog.SettingType.EnumType;
import io.mandate.events.catalog.SettingType.IntegerType;
import io.mandate.events.catalog.SettingType.MapType;
import io.mandate.events.catalog.SettingType.Option;
import io.mandate.events.catalog.SettingType.ReferenceType;
import io.mandate.events.catalog.SettingType.SetType;
import io.mandate.events.catalog.SettingType.TextType;
import io.mandate.events.catalog.SettingType.VariantType;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.SettingValue.Choice;
import io.mandate.events.values.SettingValue.Flag;
import io.mandate.events.values.SettingValue.Many;
import io.mandate.events.values.SettingValue.Mapping;
import io.mandate.events.values.SettingValue.Text;
import io.mandate.events.values.SettingValue.Whole;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a value that was allowed once is so by what the catalog says now: ranges shrink and options
/// go, and profiles keep what they say.
public final class AllowedValues {
    private AllowedValues() {}

    /// Whether a setting of this type may have the value, whatever other settings say.
    public static boolean in(SettingType type, SettingValue value) {
        return switch (type) {
            case BooleanType flag -> value instanceof Flag;
            case IntegerType range -> value instanceof Whole whole && within(range, whole.value());
            case TextType text ->
                value instanceof Text written && written.value().length() <= text.longest();
            case EnumType options ->
                value instanceof Choice choice
                        && choice.parameter() == null
                        && options.options().contains(choice.option());
            case SetType options -> value instanceof Many many && among(options.options(), many.values());
            case ReferenceType reference -> value instanceof Text;
            case MapType options ->
                value instanceof Mapping map
                        && among(options.options(), map.entries().keySet());
            case VariantType options -> value instanceof Choice choice && option(options, choice);
        };
    }

    private static boolean within(IntegerType range, long value) {
        return value >= range.min() && value <= range.max();
    }

    /// None stands for any.
    private static boolean among(List<String> options, Collection<String> values) {
        return options.isEmpty() || options.containsAll(values);
    }

    private static boolean option(VariantType options, Choice choice) {
        return options.options().stream()
                .filter(option -> option.name().equals(choice.option()))
                .anyMatch(option -> carries(option, choice.parameter()));
    }

    private static boolean carries(Option option, @Nullable Long parameter) {
        IntegerType range = option.parameter();
        if (range == null) {
            return parameter == null;
        }
        return parameter != null && within(range, parameter);
    }
}
