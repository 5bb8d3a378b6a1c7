package io.mandate.http.json;

import io.mandate.events.values.InvalidValueException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// From the reader's exceptions to a place and a rule, without repeating what the caller sent or how we are built.
public final class JsonProblems {
    /// So many steps of a place are told where the reader has to be asked for it.
    private static final int STEPS = 16;

    private JsonProblems() {}

    /// What to tell the caller about this failure to read.
    public static MalformedJsonException of(JacksonException failure) {
        return told(pointer(failure), failure);
    }

    /// As [#of(JacksonException)], where the reader stands: it says itself in which value it was, but for what it
    /// refuses to read because of its size.
    static MalformedJsonException of(JacksonException failure, TokenStreamContext where) {
        if (!(failure instanceof StreamConstraintsException)) {
            return of(failure);
        }
        // Of a name that is too long there is nothing yet but the object it is in.
        boolean name = String.valueOf(failure.getOriginalMessage()).startsWith("Name");
        return told(pointer(name ? where.getParent() : where), failure);
    }

    /// Of what is no JSON the pointer says little: line and column go with it.
    private static MalformedJsonException told(String pointer, JacksonException failure) {
        TokenStreamLocation place = failure instanceof DatabindException ? null : failure.getLocation();
        return place == null
                ? new MalformedJsonException(pointer, rule(failure))
                : new MalformedJsonException(pointer, rule(failure), place.getLineNr(), place.getColumnNr());
    }

    private static String rule(JacksonException failure) {
        InvalidValueException invalid = invalidValue(failure);
        if (invalid != null) {
            return invalid.type() + " " + invalid.rule();
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                "there is no field \"" + shortened(unknown.getPropertyName()) + "\" here";
            case StreamConstraintsException _ -> "the JSON is too deep, or a number or a name in it is too long";
            case InvalidTypeIdException _ -> "the field \"kind\" is missing or has an unknown value";
            case InvalidFormatException _ -> "the value has the wrong form";
            case InvalidNullException _ -> "the value must not be null";
            case MismatchedInputException mismatch -> mismatchRule(mismatch);
            case StreamReadException duplicate
            when String.valueOf(duplicate.getOriginalMessage()).startsWith("Duplicate") -> "a field is given twice";
            case StreamReadException _ -> "this is not valid JSON in UTF-8";
            case DatabindException _ -> "the value has the wrong type";
            default -> "this is not valid JSON in UTF-8";
        };
    }

    private static String mismatchRule(MismatchedInputException mismatch) {
        String message = String.valueOf(mismatch.getOriginalMessage());
        if (message.startsWith("a text must not")) {
            return message;
        }
        if (message.startsWith("Trailing token")) {
            return "there is more after the end of the JSON value";
        }
        if (message.startsWith("Duplicate")) {
            return "a field is given twice";
        }
        return message.startsWith("No content") ? "the body is empty" : "the value has the wrong type";
    }

    private static @Nullable InvalidValueException invalidValue(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
            if (cause instanceof InvalidValueException invalid) {
                return invalid;
            }
        }
        return null;
    }

    private static String pointer(JacksonException failure) {
        return failure.getPath().stream()
                .map(step -> step(step.getPropertyName(), step.getIndex()))
                .collect(Collectors.joining());
    }

    /// Of what is too deep the outermost steps tell enough.
    private static String pointer(@Nullable TokenStreamContext where) {
        Deque<String> steps = new ArrayDeque<>();
        for (TokenStreamContext at = where; at != null && !at.inRoot(); at = at.getParent()) {
            steps.addFirst(step(at.inObject() ? at.currentName() : null, at.getCurrentIndex()));
        }
        return steps.stream().limit(STEPS).collect(Collectors.joining());
    }

    private static String step(@Nullable String name, int index) {
        return "/" + (name == null ? index : shortened(name).replace("~", "~0").replace("/", "~1"));
    }

    private static String shortened(@Nullable String name) {
        String text = String.valueOf(name);
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
