package io.mandate.command.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.SettingType.IntegerType;
import io.mandate.events.catalog.SettingType.Option;
import io.mandate.events.values.SettingValue;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class SettingFormTest {
    private static final SettingType YES_NO = new SettingType.BooleanType();
    private static final SettingType NUMBER = new IntegerType(1, 10);
    private static final SettingType FROM_ONE = new IntegerType(1, Long.MAX_VALUE);
    private static final SettingType TEXT = new SettingType.TextType(5);
    private static final SettingType ENUM = new SettingType.EnumType(List.of("EN", "SV"));
    private static final SettingType SET = new SettingType.SetType(List.of("EUR", "SEK"));
    private static final SettingType ANY_SET = new SettingType.SetType(List.of());
    private static final SettingType REFERENCE = new SettingType.ReferenceType("template");
    private static final SettingType MAP = new SettingType.MapType(List.of("EUR", "kind", "entries"));
    private static final SettingType ANY_MAP = new SettingType.MapType(List.of());
    private static final SettingType VARIANT = new SettingType.VariantType(
            List.of(new Option("NONE", null), new Option("THRESHOLD", new IntegerType(1, Long.MAX_VALUE))));

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of(YES_NO, "true", new SettingValue.Flag(true)),
                Arguments.of(YES_NO, "{'kind':'FLAG','value':false}", new SettingValue.Flag(false)),
                Arguments.of(NUMBER, "10", new SettingValue.Whole(10)),
                Arguments.of(NUMBER, "{'kind':'WHOLE','value':1}", new SettingValue.Whole(1)),
                Arguments.of(FROM_ONE, "9223372036854775807", new SettingValue.Whole(Long.MAX_VALUE)),
                Arguments.of(TEXT, "''", new SettingValue.Text("")),
                Arguments.of(TEXT, "'a\\nb'", new SettingValue.Text("a\nb")),
                Arguments.of(TEXT, "{'kind':'TEXT','value':'x'}", new SettingValue.Text("x")),
                Arguments.of(ENUM, "'SV'", new SettingValue.Choice("SV", null)),
                Arguments.of(ENUM, "{'kind':'CHOICE','option':'SV'}", new SettingValue.Choice("SV", null)),
                Arguments.of(
                        ENUM, "{'kind':'CHOICE','option':'SV','parameter':null}", new SettingValue.Choice("SV", null)),
                Arguments.of(SET, "['SEK','EUR','SEK']", many("EUR", "SEK")),
                Arguments.of(SET, "[]", many()),
                Arguments.of(ANY_SET, "{'kind':'MANY','values':['x']}", many("x")),
                Arguments.of(REFERENCE, "'tpl-1'", new SettingValue.Text("tpl-1")),
                Arguments.of(MAP, "{'EUR':'page-1'}", mapping("EUR", "page-1")),
                Arguments.of(MAP, "{'kind':'MAPPING','entries':{'EUR':'p'}}", mapping("EUR", "p")),
                Arguments.of(MAP, "{'kind':'MAPPING'}", mapping("kind", "MAPPING")),
                Arguments.of(MAP, "{'kind':'a','entries':'b'}", mapping("kind", "a", "entries", "b")),
                Arguments.of(ANY_MAP, "{'x':''}", mapping("x", "")),
                Arguments.of(VARIANT, "'NONE'", new SettingValue.Choice("NONE", null)),
                Arguments.of(VARIANT, "'THRESHOLD(100)'", new SettingValue.Choice("THRESHOLD", 100L)),
                Arguments.of(VARIANT, "{'option':'THRESHOLD','parameter':7}", new SettingValue.Choice("THRESHOLD", 7L)),
                Arguments.of(
                        VARIANT,
                        "{'kind':'CHOICE','option':'THRESHOLD','parameter':7}",
                        new SettingValue.Choice("THRESHOLD", 7L)),
                Arguments.of(VARIANT, "{'option':'NONE','parameter':null}", new SettingValue.Choice("NONE", null)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void a_value_is_read_in_its_plain_and_in_its_stored_form(SettingType type, String json, SettingValue value) {
        assertThat(SettingForm.read(type, parsed(json))).isEqualTo(new SettingForm.Reading.Read(value));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(YES_NO, "'true'", "must be true or false"),
                Arguments.of(YES_NO, "{'kind':'WHOLE','value':true}", "must be true or false"),
                Arguments.of(YES_NO, "{'kind':'FLAG','value':true,'more':1}", "must be true or false"),
                Arguments.of(NUMBER, "0", "must be a whole number from 1 to 10"),
                Arguments.of(NUMBER, "11", "must be a whole number from 1 to 10"),
                Arguments.of(NUMBER, "5.0", "must be a whole number from 1 to 10"),
                Arguments.of(NUMBER, "'5'", "must be a whole number from 1 to 10"),
                Arguments.of(FROM_ONE, "9223372036854775808", "must be a whole number of 1 or more"),
                Arguments.of(TEXT, "'123456'", "must be a text of at most 5 characters"),
                Arguments.of(TEXT, "'\\u0000'", "must be a text of at most 5 characters"),
                Arguments.of(TEXT, "5", "must be a text of at most 5 characters"),
                Arguments.of(ENUM, "'FI'", "must be one of EN, SV"),
                Arguments.of(ENUM, "{'kind':'CHOICE','option':'SV','parameter':1}", "must be one of EN, SV"),
                Arguments.of(SET, "['JPY']", "must list only EUR, SEK"),
                Arguments.of(SET, "'EUR'", "must be a list of at most 1000 texts"),
                Arguments.of(ANY_SET, "['']", "must list texts of 1 to 200 characters"),
                Arguments.of(ANY_SET, "[1]", "must list texts of 1 to 200 characters"),
                Arguments.of(REFERENCE, "''", "must be the id of a template, 1 to 256 characters"),
                Arguments.of(MAP, "{'JPY':'x'}", "must have only these keys: EUR, kind, entries"),
                Arguments.of(MAP, "{'EUR':1}", "must have texts of at most 1000 characters as its values"),
                Arguments.of(MAP, "['EUR']", "must be an object of at most 1000 texts"),
                Arguments.of(ANY_MAP, "{'':'x'}", "must have keys of 1 to 200 characters"),
                Arguments.of(VARIANT, "'MANY'", "must be one of NONE, THRESHOLD(number)"),
                Arguments.of(VARIANT, "'THRESHOLD'", "THRESHOLD must be a whole number of 1 or more"),
                Arguments.of(VARIANT, "'THRESHOLD(0)'", "THRESHOLD must be a whole number of 1 or more"),
                Arguments.of(VARIANT, "'NONE(3)'", "NONE takes no number"),
                Arguments.of(VARIANT, "{'option':'NONE','x':1}", "must be one of NONE, THRESHOLD(number)"),
                Arguments.of(VARIANT, "7", "must be one of NONE, THRESHOLD(number)"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_does_not_fit_is_refused_with_the_rule(SettingType type, String json, String rule) {
        assertThat(SettingForm.read(type, parsed(json))).isEqualTo(new SettingForm.Reading.Broken(rule));
    }

    private static Object parsed(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), Object.class);
    }

    private static SettingValue many(String... values) {
        return new SettingValue.Many(new TreeSet<>(List.of(values)));
    }

    private static SettingValue mapping(@Nullable String... keysAndValues) {
        TreeMap<String, String> entries = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SettingValue.Mapping(entries);
    }
}
