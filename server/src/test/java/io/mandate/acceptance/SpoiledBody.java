package io.mandate.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A good body in which one place was spoiled.
///
/// @param how what is wrong
/// @param place of what is wrong, as a JSON pointer
/// @param from where in the bytes that is, from 0
/// @param to behind it
record SpoiledBody(How how, String place, byte[] bytes, int from, int to) {
    enum How {
        HUGE_NUMBER,
        DEEP_NESTING,
        WRONG_TYPE,
        DUPLICATE_KEY,
        UNKNOWN_FIELD,
        NO_UTF8
    }

    /// Deeper than anything that has a meaning, and than is read.
    private static final int DEEP = 100;

    private static final String MARK = "@spoil@";
    private static final JsonMapper JSON = new JsonMapper();

    /// Every place of a body, spoiled in every way that it can be.
    static List<SpoiledBody> of(String good) {
        List<SpoiledBody> all = new ArrayList<>();
        walk(JSON.readTree(good), "", JSON.readTree(good), all);
        return all;
    }

    private static void walk(JsonNode root, String place, JsonNode node, List<SpoiledBody> all) {
        if (!place.isEmpty()) {
            all.add(replaced(How.HUGE_NUMBER, root, place, "9".repeat(2_000)));
            all.add(replaced(How.DEEP_NESTING, root, place, "[".repeat(DEEP) + "]".repeat(DEEP)));
            all.add(replaced(How.WRONG_TYPE, root, place, node.isObject() ? "[true]" : "{\"colour\": [true]}"));
        }
        switch (node) {
            case ObjectNode object -> {
                String first = object.propertyNames().iterator().next();
                all.add(added(How.DUPLICATE_KEY, root, place, first, JSON.writeValueAsString(object.get(first))));
                all.add(added(How.UNKNOWN_FIELD, root, place, "colour", "1"));
                object.propertyStream()
                        .forEach(member -> walk(root, place + "/" + member.getKey(), member.getValue(), all));
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    walk(root, place + "/" + i, array.get(i), all);
                }
            }
            case JsonNode text when text.isString() -> all.add(notUtf8(root, place));
            default -> {} // numbers, truth values and nothing have no inside
        }
    }

    private static SpoiledBody replaced(How how, JsonNode root, String place, String value) {
        return spoiled(how, place, JSON.writeValueAsString(marked(root, place)), "\"" + MARK + "\"", value);
    }

    private static SpoiledBody added(How how, JsonNode root, String place, String name, String value) {
        JsonNode copy = root.deepCopy();
        ((ObjectNode) copy.at(place)).put(MARK, 1);
        String member = "\"" + name + "\":" + value;
        return spoiled(how, place + "/" + name, JSON.writeValueAsString(copy), "\"" + MARK + "\":1", member);
    }

    private static SpoiledBody notUtf8(JsonNode root, String place) {
        SpoiledBody spoiled = spoiled(How.NO_UTF8, place, JSON.writeValueAsString(marked(root, place)), MARK, "xx");
        // The first byte of a character of two, and no second one.
        spoiled.bytes[spoiled.from] = (byte) 0xc3;
        return spoiled;
    }

    private static SpoiledBody spoiled(How how, String place, String marked, String mark, String by) {
        int from = marked.indexOf(mark);
        byte[] bytes = marked.replace(mark, by).getBytes(StandardCharsets.US_ASCII);
        return new SpoiledBody(how, place, bytes, from, from + by.length());
    }

    private static JsonNode marked(JsonNode root, String place) {
        JsonNode copy = root.deepCopy();
        String name = place.substring(place.lastIndexOf('/') + 1);
        switch (copy.at(place.substring(0, place.lastIndexOf('/')))) {
            case ObjectNode object -> object.put(name, MARK);
            case ArrayNode array -> array.set(Integer.parseInt(name), MARK);
            default -> throw new AssertionError(place);
        }
        return copy;
    }

    /// Whether a column of the only line, counted from 1, is where it is wrong, or right behind.
    boolean around(int column) {
        return column > from && column <= to + 2;
    }

    @Override
    public String toString() {
        return how + " at " + place + " of " + new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
