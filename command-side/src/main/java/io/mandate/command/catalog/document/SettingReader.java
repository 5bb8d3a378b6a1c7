package io.mandate.command.catalog.document;

import io.mandate.command.profile.SettingForm;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the settings of modules.
final class SettingReader {
    private static final JsonMapper PLAIN = JsonMapper.shared();

    private SettingReader() {}

    static void read(JsonNode document, Draft draft) {
        Json.each(document, "modules", "", (module, place, _) -> {
            NodeKey key = new NodeKey(Json.text(module, "key"));
            Json.each(module, "settings", place, (setting, at, _) -> setting(setting, key, at, draft));
        });
    }

    private static void setting(JsonNode setting, NodeKey module, String place, Draft draft) {
        SettingKey key = new SettingKey(Json.text(setting, "key"));
        draft.complaints.addUnless(
                key.value().startsWith(module.value() + "/"),
                place + "/key",
                "must be the key of its module, a slash and a word: " + module + "/..");
        draft.put(draft.settings, key, definition(setting, module, place, draft.complaints), place);
    }

    /// Reads one setting as it stands, for documents and for single commands.
    static SettingDefinition definition(JsonNode setting, NodeKey module, String place, Complaints complaints) {
        SettingType type = type(setting.path("type"));
        return new SettingDefinition(
                module,
                Json.label(setting),
                type,
                initial(setting, type, place, complaints),
                Json.optional(setting, "keysSubsetOf", SettingKey::new),
                Json.set(setting, "relevantRoleTypes", RoleTypeKey::new),
                Json.set(setting, "relevantRoles", RoleKey::new));
    }

    private static @Nullable SettingValue initial(
            JsonNode setting, SettingType type, String place, Complaints complaints) {
        JsonNode given = setting.path("default");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        return switch (SettingForm.read(type, PLAIN.convertValue(given, Object.class))) {
            case SettingForm.Reading.Read(SettingValue value) -> value;
            case SettingForm.Reading.Broken(String rule) -> {
                complaints.add(place + "/default", rule);
                yield null;
            }
        };
    }

    private static SettingType type(JsonNode type) {
        return switch (Json.text(type, "kind")) {
            case "BOOLEAN" -> new SettingType.BooleanType();
            case "INTEGER" -> range(type);
            case "TEXT" -> new SettingType.TextType(type.path("longest").asInt());
            case "ENUM" -> new SettingType.EnumType(Json.texts(type, "options"));
            case "SET" -> new SettingType.SetType(Json.texts(type, "options"));
            case "REFERENCE" -> new SettingType.ReferenceType(Json.text(type, "to"));
            case "MAP" -> new SettingType.MapType(Json.texts(type, "options"));
            case "VARIANT" -> new SettingType.VariantType(options(type));
            default -> throw new IllegalStateException("the schema lets no other kind of setting pass");
        };
    }

    private static SettingType.IntegerType range(JsonNode range) {
        return new SettingType.IntegerType(
                range.path("min").asLong(), range.path("max").asLong());
    }

    private static List<SettingType.Option> options(JsonNode type) {
        List<SettingType.Option> options = new ArrayList<>();
        type.path("options")
                .forEach(option -> options.add(new SettingType.Option(
                        Json.text(option, "name"), option.has("parameter") ? range(option.path("parameter")) : null)));
        return options;
    }
}
