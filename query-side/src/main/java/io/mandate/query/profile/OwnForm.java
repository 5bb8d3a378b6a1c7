package io.mandate.query.profile;

import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/// Writes a value of any type by what it is, such as a scope expression with its kind: by the type of its place, which
/// says nothing, the kind would be left out.
final class OwnForm extends ValueSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator to, SerializationContext context) {
        if (value instanceof Map<?, ?> entries) {
            to.writeStartObject();
            entries.forEach((key, entry) -> {
                to.writeName(key.toString());
                serialize(entry, to, context);
            });
            to.writeEndObject();
        } else {
            context.findTypedValueSerializer(value.getClass(), true).serialize(value, to, context);
        }
    }
}
