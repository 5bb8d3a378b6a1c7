package io.mandate.server.config;

import io.mandate.events.values.InvalidValueException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/// A setting that cannot be read as what it is for, told in one line: its name, what it says, and what it takes.
/// Whichever class asks for it: the framework says in two ways that a value does not fit, and both end here.
final class WrongSetting {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^:}]+)");
    private static final int LONGEST = 100;

    private WrongSetting() {}

    /// The line for people; empty if something else failed.
    static Optional<String> line(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> line = switch (cause) {
                case BindException bound -> bound(bound);
                case UnsatisfiedDependencyException injected -> injected(injected);
                default -> Optional.empty();
            };
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    /// Read by its prefix or its name. Without a property, what failed is no single value.
    private static Optional<String> bound(BindException failure) {
        @Nullable ConfigurationProperty property = failure.getProperty();
        return property == null
                ? Optional.empty()
                : Optional.of(told(
                        property.getName().toString(),
                        property.getValue(),
                        failure.getTarget().getType().resolve(Object.class),
                        failure));
    }

    /// Read where it is injected, by `@Value("${name:default}")`.
    private static Optional<String> injected(UnsatisfiedDependencyException failure) {
        @Nullable InjectionPoint place = failure.getInjectionPoint();
        @Nullable Value asked = place == null ? null : place.getAnnotation(Value.class);
        if (asked == null || !(failure.getCause() instanceof TypeMismatchException mismatch)) {
            return Optional.empty();
        }
        Matcher name = NAME.matcher(asked.value());
        @Nullable Class<?> type = mismatch.getRequiredType();
        return name.find() && type != null
                ? Optional.of(told(name.group(1), mismatch.getValue(), type, failure))
                : Optional.empty();
    }

    private static String told(String name, @Nullable Object value, Class<?> type, Throwable failure) {
        return told(name, value, rule(ClassUtils.resolvePrimitiveIfNecessary(type), failure));
    }

    /// @param rule what the setting takes, such as `must be true or false`
    static String told(String name, @Nullable Object value, String rule) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "..";
        return name + " is \"" + shown + "\", and " + rule;
    }

    /// That of our own type, if it was asked; else what values of the type look like.
    private static String rule(Class<?> type, Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException ours) {
                return ours.rule();
            }
        }
        if (type == Boolean.class) {
            return "must be true or false";
        }
        if (type == Integer.class) {
            return "must be a whole number, at most " + Integer.MAX_VALUE;
        }
        if (type == Long.class) {
            return "must be a whole number, at most " + Long.MAX_VALUE;
        }
        if (type == Duration.class) {
            return "must be a duration such as 500ms, 10s, 5m or 30d";
        }
        if (type == DataSize.class) {
            return "must be a size such as 512KB or 32MB";
        }
        return type.isEnum()
                ? "must be one of " + Arrays.toString(type.getEnumConstants())
                : "is not of the form that it takes";
    }
}
