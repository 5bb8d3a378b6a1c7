package io.mandate.query.decision;

import io.mandate.events.values.InvalidValueException;
import io.mandate.query.history.AsOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads one question as the standard writes it (sections 5 and 6): required members, their types, and the defaults
/// of a batch, which replace whole entities. What it does not know it ignores.
final class EvaluationReader {
    private EvaluationReader() {}

    /// Reads the question in `item`, taking whole entities from `defaults` where the item has none.
    static EvaluationRequest read(JsonNode item, JsonNode defaults) {
        JsonNode subject = entity("subject", item, defaults);
        JsonNode action = entity("action", item, defaults);
        JsonNode resource = entity("resource", item, defaults);
        JsonNode context = optional("context", item, defaults);
        properties("action", action); // decide nothing, but what is none of the standard's is refused
        return new EvaluationRequest(
                text("subject", subject, "type"),
                text("subject", subject, "id"),
                properties("subject", subject),
                text("action", action, "name"),
                text("resource", resource, "type"),
                text("resource", resource, "id"),
                properties("resource", resource),
                flag(context, "explain"),
                flag(context, "accept_conditional"),
                asOf(context));
    }

    /// Refuses defaults of a batch that could be none for any of its items.
    static void checkDefaults(JsonNode defaults) {
        for (String name : List.of("subject", "action", "resource", "context")) {
            optional(name, defaults, defaults);
        }
    }

    private static JsonNode entity(String name, JsonNode item, JsonNode defaults) {
        JsonNode entity = optional(name, item, defaults);
        if (entity == null) {
            throw new BadRequestException(name + " is missing");
        }
        return entity;
    }

    private static @Nullable JsonNode optional(String name, JsonNode item, JsonNode defaults) {
        JsonNode own = item.get(name);
        JsonNode entity = own != null ? own : defaults.get(name);
        if (entity != null && !entity.isObject()) {
            throw new BadRequestException(name + " must be an object");
        }
        return entity;
    }

    /// The moment that is asked about. One that cannot be read is refused: answering the present instead would be a
    /// wrong answer.
    private static AsOf asOf(@Nullable JsonNode context) {
        String instant = moment(context, "as_of");
        String position = moment(context, "position");
        if (instant != null && position != null) {
            throw new BadRequestException("context.as_of and context.position cannot both be given");
        }
        try {
            return AsOf.of(instant, position);
        } catch (InvalidValueException e) {
            throw new BadRequestException((instant == null ? "context.position " : "context.as_of ") + e.rule());
        }
    }

    private static @Nullable String moment(@Nullable JsonNode context, String name) {
        JsonNode value = context == null ? null : context.get(name);
        if (value != null && !value.isString()) {
            throw new BadRequestException("context." + name + " must be a string");
        }
        return value == null ? null : value.asString();
    }

    private static String text(String entity, JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null) {
            throw new BadRequestException(entity + "." + member + " is missing");
        }
        if (!value.isString()) {
            throw new BadRequestException(entity + "." + member + " must be a string");
        }
        return value.asString();
    }

    private static Map<String, JsonNode> properties(String entity, JsonNode node) {
        JsonNode properties = node.get("properties");
        if (properties == null || properties.isNull()) {
            return Map.of();
        }
        if (!properties.isObject()) {
            throw new BadRequestException(entity + ".properties must be an object");
        }
        Map<String, JsonNode> read = new HashMap<>();
        properties.properties().forEach(property -> read.put(property.getKey(), property.getValue()));
        return read;
    }

    private static boolean flag(@Nullable JsonNode context, String name) {
        JsonNode value = context == null ? null : context.get(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new BadRequestException("context." + name + " must be true or false");
        }
        return value.asBoolean();
    }
}
