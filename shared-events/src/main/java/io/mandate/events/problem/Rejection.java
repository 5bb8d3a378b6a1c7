package io.mandate.events.problem;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A wish that was refused: what rule, and with which facts.
///
/// @param code the rule
/// @param parameters the facts by name: texts, numbers, or lists of texts, in the order they are to be shown
/// @param words what the sentence says instead of some of them
public record Rejection(RejectionCode code, Map<String, Object> parameters, Map<String, Object> words) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?::(and|or)|\\|([^|{}]*)\\|([^|{}]*))?}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\]]*)]");

    public Rejection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        words = Map.copyOf(words);
    }

    /// A refusal whose sentence says its facts as they are.
    public Rejection(RejectionCode code, Map<String, Object> parameters) {
        this(code, parameters, Map.of());
    }

    /// A refusal with parameters given as name, value, name, value.
    public static Rejection of(RejectionCode code, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
        }
        return new Rejection(code, parameters);
    }

    /// The same refusal with one more fact.
    public Rejection with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.put(name, plain(value));
        return new Rejection(code, more, words);
    }

    /// The same refusal, whose sentence says this instead of a fact, which stays what it is.
    public Rejection said(String name, Object instead) {
        Map<String, Object> more = new LinkedHashMap<>(words);
        more.put(name, plain(instead));
        return new Rejection(code, parameters, more);
    }

    /// The sentence a person reads. What a parameter says is put in as it is, whatever braces it contains.
    public String message() {
        String told =
                OPTIONAL.matcher(code.message()).replaceAll(part -> known(part.group(1)) ? literal(part.group(1)) : "");
        return PLACE.matcher(told).replaceAll(place -> literal(filled(place)));
    }

    private String filled(MatchResult place) {
        Object value = words.getOrDefault(place.group(1), parameters.get(place.group(1)));
        if (value == null) {
            return place.group();
        }
        String one = place.group(3);
        return one == null ? written(value, place.group(2)) : single(value) ? one : place.group(4);
    }

    private static boolean single(Object value) {
        return switch (value) {
            case Number number -> number.longValue() == 1;
            case Collection<?> many -> many.size() == 1;
            default -> false;
        };
    }

    private boolean known(String part) {
        return PLACE.matcher(part).results().allMatch(place -> !nothing(parameters.get(place.group(1))));
    }

    private static boolean nothing(@Nullable Object value) {
        return value == null || (value instanceof Collection<?> many && many.isEmpty());
    }

    private static String literal(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean flag -> flag;
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            default -> String.valueOf(value);
        };
    }

    /// @param last the word before the last of several; null: there are commas alone
    private static String written(Object value, @Nullable String last) {
        if (!(value instanceof Collection<?> many)) {
            return String.valueOf(value);
        }
        List<String> texts = many.stream().map(String::valueOf).toList();
        return last == null || texts.size() < 2
                ? String.join(", ", texts)
                : String.join(", ", texts.subList(0, texts.size() - 1)) + " " + last + " " + texts.getLast();
    }
}
