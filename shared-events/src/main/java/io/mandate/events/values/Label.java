package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A text for people: one text, or a text for each language (BCP 47 tag).
///
/// @param texts by language, at least one; the key `""` stands for a text without a language
public record Label(Map<String, String> texts) {

    public Label {
        if (texts.isEmpty()) {
            throw neither();
        }
        texts.values().forEach(text -> Identifiers.text("Label", text, 200));
        texts = java.util.Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    public static Label of(String text) {
        return new Label(Map.of("", text));
    }

    /// Reads the written form: a text, or an object from language to text.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Label parse(Object written) {
        return switch (written) {
            case String text -> of(text);
            case Map<?, ?> map -> {
                Map<String, String> texts = new TreeMap<>();
                map.forEach((language, text) -> texts.put(String.valueOf(language), plain(text)));
                yield new Label(texts);
            }
            default -> throw neither();
        };
    }

    private static String plain(@Nullable Object text) {
        if (text instanceof String plain) {
            return plain;
        }
        throw neither();
    }

    private static InvalidValueException neither() {
        return new InvalidValueException("Label", "must be a text or a map from language to text");
    }

    /// The written form that [#parse] reads.
    @JsonValue
    Object written() {
        return texts.size() == 1 && texts.containsKey("") ? text() : texts;
    }

    /// The text without a language, else the English one, else the first by language.
    public String text() {
        String plain = texts.get("");
        if (plain != null) {
            return plain;
        }
        String english = texts.get("en");
        return english != null ? english : texts.values().iterator().next();
    }

    /// The text in the given language, else [#text].
    public String in(String language) {
        return texts.getOrDefault(language, text());
    }
}
