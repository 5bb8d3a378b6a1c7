package io.mandate.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Bodies that begin as a good one and get a few values, members or bytes changed.
final class RandomBodies {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "-0.0",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\": 1}",
            "[1, \"a\", {}]",
            "{\"kind\": \"ALL\"}",
            "\"\\ud83d\\ude00\"",
            "\"\\u202e\"",
            "\"../../x\"",
            "\"%00\"",
            "\"'; drop table x; --\"",
            "\"" + "y".repeat(5_000) + "\"",
            "[" + "\"z\",".repeat(2_000) + "\"z\"]");

    private final Random random;
    private final JsonNode good;

    RandomBodies(Random random, String good) {
        this.random = random;
        this.good = JSON.readTree(good);
    }

    byte[] next() {
        JsonNode body = good.deepCopy();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(body);
        }
        byte[] bytes = JSON.writeValueAsBytes(body);
        if (random.nextInt(4) == 0) {
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return random.nextInt(20) == 0 ? truncated(bytes) : bytes;
    }

    private byte[] truncated(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .substring(0, random.nextInt(bytes.length))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void change(JsonNode body) {
        List<JsonNode> places = new ArrayList<>();
        collect(body, places);
        switch (places.get(random.nextInt(places.size()))) {
            case ObjectNode object -> change(object);
            case ArrayNode array when array.isEmpty() -> array.add(value());
            case ArrayNode array -> array.set(random.nextInt(array.size()), value());
            default -> throw new IllegalStateException();
        }
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        if (names.isEmpty() || random.nextInt(8) == 0) {
            object.set("x".repeat(random.nextInt(4)), value());
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(5) == 0) {
            object.remove(name);
        } else {
            object.set(name, value());
        }
    }

    private JsonNode value() {
        return JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainer()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }
}
