package io.mandate.query.catalog;

import static io.mandate.query.catalog.CatalogForm.some;

import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A setting as it stands in a document.
final class SettingForm {
    private SettingForm() {}

    static Map<String, Object> of(SettingKey key, SettingDefinition definition) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("key", key);
        form.put("label", definition.label());
        form.put("type", type(definition.type()));
        if (definition.initial() != null) {
            form.put("default", plain(definition.initial()));
        }
        if (definition.keysSubsetOf() != null) {
            form.put("keysSubsetOf", definition.keysSubsetOf());
        }
        some(form, "relevantRoleTypes", definition.relevantRoleTypes());
        some(form, "relevantRoles", definition.relevantRoles());
        return form;
    }

    private static Map<String, Object> type(SettingType type) {
        Map<String, Object> form = new LinkedHashMap<>();
        switch (type) {
            case SettingType.BooleanType _ -> form.put("kind", "BOOLEAN");
            case SettingType.IntegerType range -> {
                form.put("kind", "INTEGER");
                form.putAll(range(range));
            }
            case SettingType.TextType(int longest) -> {
                form.put("kind", "TEXT");
                form.put("longest", longest);
            }
            case SettingType.EnumType(var options) -> options("ENUM", options, form);
            case SettingType.SetType(var options) -> options("SET", options, form);
            case SettingType.ReferenceType(String to) -> {
                form.put("kind", "REFERENCE");
                form.put("to", to);
            }
            case SettingType.MapType(var options) -> options("MAP", options, form);
            case SettingType.VariantType(var options) -> {
                form.put("kind", "VARIANT");
                form.put("options", variants(options));
            }
        }
        return form;
    }

    private static void options(String kind, List<String> options, Map<String, Object> form) {
        form.put("kind", kind);
        some(form, "options", options);
    }

    private static Map<String, Object> range(SettingType.IntegerType range) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("min", range.min());
        form.put("max", range.max());
        return form;
    }

    private static List<Map<String, Object>> variants(List<SettingType.Option> options) {
        List<Map<String, Object>> forms = new ArrayList<>();
        for (SettingType.Option option : options) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("name", option.name());
            if (option.parameter() != null) {
                form.put("parameter", range(option.parameter()));
            }
            forms.add(form);
        }
        return forms;
    }

    private static Object plain(SettingValue value) {
        return switch (value) {
            case SettingValue.Flag(boolean flag) -> flag;
            case SettingValue.Whole(long number) -> number;
            case SettingValue.Text(String text) -> text;
            case SettingValue.Choice(String option, Long parameter) ->
                parameter == null ? option : Map.of("option", option, "parameter", parameter);
            case SettingValue.Many(var values) -> values;
            case SettingValue.Mapping(var entries) -> entries;
        };
    }
}
