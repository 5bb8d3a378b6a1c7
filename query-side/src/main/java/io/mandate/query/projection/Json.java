package io.mandate.query.projection;

import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A JSON text, stored as `jsonb`.
///
/// @param text valid JSON; what PostgreSQL cannot read parks the tenant
public record Json(String text) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Json NO_ENTRIES = new Json("{}");
    private static final Json NO_VALUES = new Json("[]");

    /// The JSON of a value of the events, such as a scope or a map of attributes. Never of personal text.
    public static Json of(Object value) {
        return switch (value) {
            // Most rows have nothing there, and there are many rows.
            case Map<?, ?> none when none.isEmpty() -> NO_ENTRIES;
            case Collection<?> none when none.isEmpty() -> NO_VALUES;
            default -> new Json(MAPPER.writeValueAsString(value));
        };
    }

    /// Reads it as a value of that type.
    public <T> T as(Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    @Override
    public String toString() {
        return text;
    }
}
