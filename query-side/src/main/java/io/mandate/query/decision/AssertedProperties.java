package io.mandate.query.decision;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a caller says about subjects and resources, in the engine's words. `creator`, `owner`, `assignees` and
/// `containers` mean what they mean for registered records; every other property of a single value is an attribute.
/// What is absent or null is not said; an empty list says that there is nobody, and nothing.
final class AssertedProperties {
    private static final Set<String> OF_RECORDS = Set.of("creator", "owner", "assignees", "containers");
    private static final int MOST = 1_000;

    private AssertedProperties() {}

    /// The data of a record; null where nothing is said.
    static @Nullable AssertedRecord record(Map<String, JsonNode> properties) {
        if (properties.isEmpty()) {
            return null;
        }
        return new AssertedRecord(
                user(properties, "creator"),
                user(properties, "owner"),
                users(properties.get("assignees")),
                containers(properties.get("containers")),
                attributes(properties));
    }

    /// The single-valued properties; others cannot be compared with and are left out.
    static Map<AttributeKey, String> attributes(Map<String, JsonNode> properties) {
        Map<AttributeKey, String> attributes = new HashMap<>();
        properties.forEach((name, value) -> {
            if (value.isValueNode() && !value.isNull() && !OF_RECORDS.contains(name)) {
                AttributeKey key = key(name);
                if (key != null) {
                    attributes.put(key, single(name, value));
                }
            }
        });
        return attributes;
    }

    /// A number beyond what a double holds is not one that both sides could mean (RFC 7493).
    private static String single(String name, JsonNode value) {
        if (value.isNumber() && !Double.isFinite(value.asDouble())) {
            throw new BadRequestException("the property " + name + " is a number beyond the range of a double");
        }
        return value.asString();
    }

    private static @Nullable AttributeKey key(String name) {
        try {
            return new AttributeKey(name);
        } catch (InvalidValueException _) {
            // The catalog can declare no attribute of such a name, so nothing can depend on it.
            return null;
        }
    }

    private static @Nullable UserId user(Map<String, JsonNode> properties, String name) {
        JsonNode value = properties.get(name);
        return value == null || value.isNull() ? null : user("resource.properties." + name, value);
    }

    private static UserId user(String place, JsonNode value) {
        return new UserId(text(place, value));
    }

    private static @Nullable SortedSet<UserId> users(@Nullable JsonNode values) {
        if (values == null || values.isNull()) {
            return null;
        }
        SortedSet<UserId> users = new TreeSet<>();
        for (JsonNode value : list("resource.properties.assignees", values)) {
            users.add(user("resource.properties.assignees", value));
        }
        return users;
    }

    private static Map<InstanceType, SortedSet<RecordId>> containers(@Nullable JsonNode values) {
        Map<InstanceType, SortedSet<RecordId>> containers = new HashMap<>();
        if (values == null || values.isNull()) {
            return containers;
        }
        if (!values.isObject()) {
            throw new BadRequestException("resource.properties.containers must be an object from type to list of ids");
        }
        values.properties().forEach(entry -> {
            String place = "resource.properties.containers." + entry.getKey();
            SortedSet<RecordId> ids = new TreeSet<>();
            list(place, entry.getValue()).forEach(id -> ids.add(new RecordId(text(place, id))));
            containers.put(new InstanceType(entry.getKey()), ids);
        });
        return containers;
    }

    private static Iterable<JsonNode> list(String place, @Nullable JsonNode values) {
        if (values == null || values.isNull()) {
            return Set.of();
        }
        if (!values.isArray() || values.size() > MOST) {
            throw new BadRequestException(place + " must be a list of at most " + MOST + " ids");
        }
        return values;
    }

    private static String text(String place, JsonNode value) {
        if (!value.isString()) {
            throw new BadRequestException(place + " must consist of strings");
        }
        return value.asString();
    }
}
