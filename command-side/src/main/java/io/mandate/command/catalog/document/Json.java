package io.mandate.command.catalog.document;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes values out of a document that its schema has found well formed.
final class Json {
    private Json() {}

    /// Told of each element of a list, with its place.
    interface Visitor {
        void visit(JsonNode element, String place, int index);
    }

    static void each(JsonNode object, String field, String place, Visitor visitor) {
        int index = 0;
        for (JsonNode element : object.path(field)) {
            visitor.visit(element, place + "/" + field + "/" + index, index);
            index++;
        }
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asString();
    }

    static String textOr(JsonNode object, String field, String absent) {
        return object.has(field) ? text(object, field) : absent;
    }

    static <T> @Nullable T optional(JsonNode object, String field, Function<String, T> reading) {
        return object.has(field) ? reading.apply(text(object, field)) : null;
    }

    static boolean flag(JsonNode object, String field, boolean absent) {
        return object.has(field) ? object.path(field).asBoolean() : absent;
    }

    static List<String> texts(JsonNode object, String field) {
        List<String> texts = new ArrayList<>();
        object.path(field).forEach(element -> texts.add(element.asString()));
        return texts;
    }

    static <T> Set<T> set(JsonNode object, String field, Function<String, T> reading) {
        Set<T> values = new LinkedHashSet<>();
        texts(object, field).forEach(text -> values.add(reading.apply(text)));
        return values;
    }

    static ActionSet actions(JsonNode list) {
        List<ActionName> actions = new ArrayList<>();
        list.forEach(action -> actions.add(new ActionName(action.asString())));
        return new ActionSet(actions);
    }

    static <K, V> Map<K, V> map(JsonNode object, String field, Function<String, K> key, Function<JsonNode, V> value) {
        Map<K, V> entries = new LinkedHashMap<>();
        object.path(field)
                .properties()
                .forEach(entry -> entries.put(key.apply(entry.getKey()), value.apply(entry.getValue())));
        return entries;
    }

    static Label label(JsonNode object) {
        JsonNode label = object.path("label");
        if (label.isString()) {
            return Label.of(label.asString());
        }
        Map<String, String> texts = new TreeMap<>();
        label.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return new Label(texts);
    }

    /// A name as part of a JSON pointer.
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
