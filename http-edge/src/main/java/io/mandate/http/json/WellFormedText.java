package io.mandate.http.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Texts that can be stored and written again: no unpaired surrogates (they are no characters, and no UTF-8 encodes
/// them) and no U+0000 (PostgreSQL cannot store it).
final class WellFormedText extends StdScalarDeserializer<String> {

    WellFormedText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return refuse(context, "a text must not contain U+0000");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return refuse(context, "a text must not contain unpaired surrogates");
            }
        }
        return text;
    }

    private static String refuse(DeserializationContext context, String rule) {
        return context.reportInputMismatch(String.class, rule);
    }
}
