package io.mandate.http.json;

import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// Reads request bodies exactly as they are meant: no duplicate keys, no trailing text, no number taken for a text, at
/// most 64 levels deep, numbers of at most 100 digits, valid UTF-8. Every refusal is a [MalformedJsonException] with
/// the place, so nothing that was misread is ever done.
@Component
public final class StrictJson {
    private final JsonMapper exact = mapper();
    private final ObjectReader trees = exact.readerFor(JsonNode.class);

    /// Reads a body, refusing fields that the type does not have by their names.
    public <T> T read(byte[] body, Class<T> type) {
        return type.cast(read(exact.readerFor(type), body));
    }

    /// Reads a body as a tree, for whoever looks only at what it knows, as the AuthZEN API demands.
    public JsonNode readTree(byte[] body) {
        return (JsonNode) read(trees, body);
    }

    private static Object read(ObjectReader reader, byte[] body) {
        if (body.length == 0) {
            throw new MalformedJsonException("", "the body is empty; send a JSON object");
        }
        try (JsonParser parser = reader.createParser(body)) {
            Object value = read(reader, parser);
            WellFormedEscapes.check(body);
            return value;
        }
    }

    private static Object read(ObjectReader reader, JsonParser parser) {
        try {
            Object value = reader.readValue(parser);
            if (value == null) {
                throw new MalformedJsonException("", "the body is null; send a JSON object");
            }
            return value;
        } catch (JacksonException e) {
            throw JsonProblems.of(e, parser.streamReadContext());
        }
    }

    private static JsonMapper mapper() {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxNumberLength(100)
                .maxNameLength(1_000)
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(bounds).build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(new SimpleModule("mandate-edge")
                        .addDeserializer(String.class, new WellFormedText())
                        .addDeserializer(Instant.class, new BoundedInstant()));
        for (LogicalType scalar : new LogicalType[] {
            LogicalType.Textual, LogicalType.Integer, LogicalType.Float, LogicalType.Boolean, LogicalType.Enum
        }) {
            builder = builder.withCoercionConfig(scalar, config -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                    if (refused(scalar, shape)) {
                        config.setCoercion(shape, CoercionAction.Fail);
                    }
                }
            });
        }
        return builder.build();
    }

    private static boolean refused(LogicalType wanted, CoercionInputShape given) {
        return switch (given) {
            case String, EmptyString -> wanted != LogicalType.Textual && wanted != LogicalType.Enum;
            case Integer ->
                wanted == LogicalType.Textual || wanted == LogicalType.Boolean || wanted == LogicalType.Enum;
            case Float -> wanted != LogicalType.Float;
            case Boolean -> wanted != LogicalType.Boolean;
            case Array, Object, Binary, EmptyArray, EmptyObject -> true;
        };
    }
}
