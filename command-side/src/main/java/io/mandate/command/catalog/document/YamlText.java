package io.mandate.command.catalog.document;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads YAML 1.2 as the JSON it stands for. No object is ever made of a tag; aliases are written out
/// under a budget, so that a small document cannot become a huge one; duplicate keys, several documents
/// and deep nesting are refused.
final class YamlText {
    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 2_000_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int values;

    private YamlText() {}

    static JsonNode read(byte[] bytes) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("the catalog")
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(10_000)
                .setCodePointLimit(CatalogReader.LARGEST)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text(bytes));
            if (root.isEmpty()) {
                throw Complaints.rejection("", "the document is empty");
            }
            return new YamlText().json(root.get(), 0);
        } catch (MarkedYamlEngineException e) {
            throw Complaints.rejection(place(e), "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw Complaints.rejection("", "is not YAML: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw Complaints.rejection("", "is nested too deep");
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Complaints.rejection("", "is not valid UTF-8");
        }
    }

    private JsonNode json(Node node, int depth) {
        values++;
        if (values > MOST_VALUES) {
            throw Complaints.rejection(place(node), "the aliases stand for more than " + MOST_VALUES + " values");
        }
        if (depth > DEEPEST) {
            throw Complaints.rejection(place(node), "is nested deeper than " + DEEPEST + " levels");
        }
        return switch (node) {
            case MappingNode mapping when Tag.MAP.equals(mapping.getTag()) -> object(mapping, depth);
            case SequenceNode sequence
            when Tag.SEQ.equals(sequence.getTag()) -> {
                ArrayNode array = JSON.arrayNode();
                sequence.getValue().forEach(element -> array.add(json(element, depth + 1)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw Complaints.rejection(place(node), "tags are not allowed: " + node.getTag());
        };
    }

    private JsonNode object(MappingNode mapping, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw Complaints.rejection(place(entry.getKeyNode()), "keys must be texts");
            }
            if (object.has(key.getValue())) {
                throw Complaints.rejection(place(key), "the key \"" + key.getValue() + "\" is there twice");
            }
            object.set(key.getValue(), json(entry.getValueNode(), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        String value = scalar.getValue();
        if (Tag.STR.equals(tag)) {
            return JSON.stringNode(value);
        }
        if (Tag.NULL.equals(tag)) {
            return JSON.nullNode();
        }
        if (Tag.BOOL.equals(tag)) {
            return JSON.booleanNode(value.equalsIgnoreCase("true"));
        }
        if (Tag.INT.equals(tag) && value.length() <= 18) {
            return JSON.numberNode(new BigInteger(value).longValueExact());
        }
        throw Complaints.rejection(
                place(scalar),
                Tag.INT.equals(tag) || Tag.FLOAT.equals(tag)
                        ? "only whole numbers of at most 18 digits are used here; put texts in quotes"
                        : "tags are not allowed: " + tag);
    }

    private static String place(MarkedYamlEngineException e) {
        return e.getProblemMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                .orElse("");
    }

    private static String place(Node node) {
        return node.getStartMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                .orElse("");
    }
}
