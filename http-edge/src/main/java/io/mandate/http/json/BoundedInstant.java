package io.mandate.http.json;

import io.mandate.http.request.WrittenInstant;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Instants in bodies are written, and bounded, as everywhere else.
final class BoundedInstant extends StdScalarDeserializer<Instant> {

    BoundedInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        return WrittenInstant.parse("the instant", parser.getString());
    }
}
