package io.mandate.command.profile;

import io.mandate.events.catalog.SettingType;
import io.mandate.events.problem.Counted;
import io.mandate.events.values.SettingValue;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a person typed or a program sent as the value of a setting, in the form the catalog gives to that
/// setting.
///
/// Both the plain form (`true`, `5`, `"EUR"`, `["EUR", "SEK"]`, `{"EUR": "page-1"}`, `"THRESHOLD(100)"`) and the stored
/// form (`{"kind": "WHOLE", "value": 5}`), which reading a profile gives back, are understood.
public final class SettingForm {
    private static final Pattern VARIANT =
            Pattern.compile("([A-Za-z][A-Za-z0-9_ .-]{0,99}?) ?\\( ?(-?[0-9]{1,18}) ?\\)");
    private static final int WIDEST = 1_000;

    private SettingForm() {}

    /// What was read, or the rule that it breaks.
    public sealed interface Reading {
        record Read(SettingValue value) implements Reading {}

        record Broken(String rule) implements Reading {}
    }

    /// @param given as in JSON: Boolean, Number, String, List or Map
    public static Reading read(SettingType type, Object given) {
        Object json = untagged(type, given);
        return switch (type) {
            case SettingType.BooleanType _ ->
                json instanceof Boolean flag ? read(new SettingValue.Flag(flag)) : broken("must be true or false");
            case SettingType.IntegerType range -> whole(range, json);
            case SettingType.TextType(int longest) -> text(json, 0, longest);
            case SettingType.EnumType(var options) ->
                json instanceof String option && options.contains(option)
                        ? read(new SettingValue.Choice(option, null))
                        : broken(oneOf(options));
            case SettingType.SetType(var options) -> set(options, json);
            case SettingType.ReferenceType(String to) ->
                text(json, 1, 256) instanceof Reading.Read reference
                        ? reference
                        : broken("must be the id of a " + to + ", 1 to 256 characters");
            case SettingType.MapType(var options) -> map(options, json);
            case SettingType.VariantType(var options) -> variant(options, json);
        };
    }

    /// The plain form of a value, which [#read] understands wherever a setting takes it.
    static Object plain(SettingValue value) {
        return switch (value) {
            case SettingValue.Flag(boolean flag) -> flag;
            case SettingValue.Whole(long number) -> number;
            case SettingValue.Text(String text) -> text;
            case SettingValue.Many(var values) -> values;
            case SettingValue.Mapping(var entries) -> entries;
            case SettingValue.Choice(String option, var parameter) ->
                parameter == null ? option : Map.of("option", option, "parameter", parameter);
        };
    }

    private static Reading whole(SettingType.IntegerType range, @Nullable Object json) {
        Long number = wholeNumber(json);
        return number != null && number >= range.min() && number <= range.max()
                ? read(new SettingValue.Whole(number))
                : broken("must be " + described(range));
    }

    private static Reading text(@Nullable Object json, int shortest, int longest) {
        return json instanceof String text && text.length() >= shortest && text.length() <= longest && printable(text)
                ? read(new SettingValue.Text(text))
                : broken("must be a text of at most " + Counted.of(longest, "character"));
    }

    private static Reading set(List<String> options, @Nullable Object json) {
        if (!(json instanceof Collection<?> given) || given.size() > WIDEST) {
            return broken("must be a list of at most " + WIDEST + " texts");
        }
        TreeSet<String> values = new TreeSet<>();
        for (Object one : given) {
            if (!(one instanceof String value) || !fits(value, options, 200)) {
                return broken(
                        options.isEmpty()
                                ? "must list texts of 1 to 200 characters"
                                : "must list only " + names(options));
            }
            values.add(value);
        }
        return read(new SettingValue.Many(values));
    }

    private static Reading map(List<String> options, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> given) || given.size() > WIDEST) {
            return broken("must be an object of at most " + WIDEST + " texts");
        }
        TreeMap<String, String> entries = new TreeMap<>();
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            if (!(entry.getKey() instanceof String key) || !fits(key, options, 200)) {
                return broken(
                        options.isEmpty()
                                ? "must have keys of 1 to 200 characters"
                                : "must have only these keys: " + names(options));
            }
            if (!(entry.getValue() instanceof String value) || value.length() > 1_000 || !printable(value)) {
                return broken("must have texts of at most 1000 characters as its values");
            }
            entries.put(key, value);
        }
        return read(new SettingValue.Mapping(entries));
    }

    private static Reading variant(List<SettingType.Option> options, @Nullable Object json) {
        return switch (json) {
            case String written -> {
                Matcher parts = VARIANT.matcher(written);
                boolean plain =
                        options.stream().anyMatch(option -> option.name().equals(written));
                yield !plain && parts.matches()
                        ? option(options, parts.group(1), Long.valueOf(parts.group(2)))
                        : option(options, written, null);
            }
            case Map<?, ?> map
            when map.get("option") instanceof String name
                    && map.keySet().stream().allMatch(key -> "option".equals(key) || "parameter".equals(key)) ->
                option(options, name, map.get("parameter"));
            case null, default ->
                broken(oneOf(options.stream().map(SettingForm::described).toList()));
        };
    }

    private static Reading option(List<SettingType.Option> options, String name, @Nullable Object parameter) {
        for (SettingType.Option option : options) {
            if (option.name().equals(name)) {
                SettingType.IntegerType range = option.parameter();
                if (range == null) {
                    return parameter == null
                            ? read(new SettingValue.Choice(name, null))
                            : broken(name + " takes no number");
                }
                return whole(range, parameter) instanceof Reading.Read(SettingValue.Whole(long number))
                        ? read(new SettingValue.Choice(name, number))
                        : broken(name + " must be " + described(range));
            }
        }
        return broken(oneOf(options.stream().map(SettingForm::described).toList()));
    }

    /// The plain form of a value that came in its stored form. What has another shape than the stored form of this very
    /// type stays as it is: a map may well have a key `kind`.
    private static @Nullable Object untagged(SettingType type, Object given) {
        if (!(given instanceof Map<?, ?> map) || !(map.get("kind") instanceof String kind)) {
            return given;
        }
        return switch (type) {
            case SettingType.BooleanType _ -> content(map, kind, "FLAG", "value");
            case SettingType.IntegerType _ -> content(map, kind, "WHOLE", "value");
            case SettingType.TextType _, SettingType.ReferenceType _ -> content(map, kind, "TEXT", "value");
            case SettingType.EnumType _ ->
                map.get("parameter") == null ? content(map, kind, "CHOICE", "option") : given;
            case SettingType.SetType _ -> content(map, kind, "MANY", "values");
            case SettingType.MapType _ ->
                map.get("entries") instanceof Map<?, ?> ? content(map, kind, "MAPPING", "entries") : given;
            case SettingType.VariantType _ -> kind.equals("CHOICE") ? withoutKind(map) : given;
        };
    }

    private static @Nullable Object content(Map<?, ?> map, String kind, String expected, String field) {
        boolean known = map.keySet().stream()
                .allMatch(key -> "kind".equals(key) || field.equals(key) || "parameter".equals(key));
        return known && kind.equals(expected) ? map.get(field) : map;
    }

    private static Map<String, @Nullable Object> withoutKind(Map<?, ?> map) {
        Map<String, @Nullable Object> rest = new TreeMap<>();
        map.forEach((key, value) -> rest.put(String.valueOf(key), value));
        rest.remove("kind");
        return rest;
    }

    private static @Nullable Long wholeNumber(@Nullable Object json) {
        return switch (json) {
            case Long number -> number;
            case Integer number -> number.longValue();
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            case null, default -> null;
        };
    }

    private static boolean fits(String value, List<String> options, int longest) {
        return options.isEmpty()
                ? !value.isEmpty() && value.length() <= longest && printable(value)
                : options.contains(value);
    }

    /// Line breaks and tabs are text, other control characters are not.
    private static boolean printable(String text) {
        return text.codePoints().allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t');
    }

    private static String described(SettingType.IntegerType range) {
        return range.max() == Long.MAX_VALUE
                ? "a whole number of " + range.min() + " or more"
                : "a whole number from " + range.min() + " to " + range.max();
    }

    private static String described(SettingType.Option option) {
        return option.parameter() == null ? option.name() : option.name() + "(number)";
    }

    private static String oneOf(List<String> options) {
        return "must be one of " + names(options);
    }

    private static String names(List<String> options) {
        return options.stream().limit(50).collect(Collectors.joining(", ", "", options.size() > 50 ? ", .." : ""));
    }

    private static Reading read(SettingValue value) {
        return new Reading.Read(value);
    }

    private static Reading broken(String rule) {
        return new Reading.Broken(rule);
    }
}
