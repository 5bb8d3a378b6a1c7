package io.mandate.access.scope;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.Attribute;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What `$user.NAME` stands for: the user's own decisive attribute NAME. The same words reach other records for
/// another user, and for the same one after it changed.
public final class OwnValues {
    private static final String OF_USER = "$user.";

    private OwnValues() {}

    /// The expression as it is for a user with these decisive attributes: with their values in place of their names. A
    /// name he has no value for reaches nothing.
    public static ScopeExpression in(ScopeExpression scope, Map<AttributeKey, String> mine) {
        return switch (scope) {
            case Attribute attribute -> new Attribute(attribute.name(), in(attribute.values(), mine));
            case AnyOf any ->
                new AnyOf(any.parts().stream().map(part -> in(part, mine)).toList());
            case AllOf all ->
                new AllOf(all.parts().stream().map(part -> in(part, mine)).toList());
            default -> scope; // says nothing of attributes
        };
    }

    /// The attributes that an expression names.
    public static SortedSet<AttributeKey> names(ScopeExpression scope) {
        SortedSet<AttributeKey> names = new TreeSet<>();
        collect(scope, names);
        return names;
    }

    private static void collect(ScopeExpression scope, Collection<AttributeKey> into) {
        switch (scope) {
            case Attribute attribute ->
                attribute.values().forEach(value -> name(value).ifPresent(into::add));
            case AnyOf any -> any.parts().forEach(part -> collect(part, into));
            case AllOf all -> all.parts().forEach(part -> collect(part, into));
            default -> {} // says nothing of attributes
        }
    }

    /// The attribute that a value of an expression stands for; empty: it stands for itself, or for none there can be.
    public static Optional<AttributeKey> name(String value) {
        try {
            return written(value).map(AttributeKey::new);
        } catch (InvalidValueException noSuchAttribute) {
            return Optional.empty();
        }
    }

    /// The name behind `$user.`, as written, whether or not it can be one; empty: the value
    /// stands for itself.
    public static Optional<String> written(String value) {
        return value.startsWith(OF_USER) ? Optional.of(value.substring(OF_USER.length())) : Optional.empty();
    }

    /// Whether an expression is something else for another user.
    public static boolean named(ScopeExpression scope) {
        return !in(scope, Map.of()).equals(scope);
    }

    private static SortedSet<String> in(SortedSet<String> values, Map<AttributeKey, String> mine) {
        SortedSet<String> resolved = new TreeSet<>();
        for (String value : values) {
            @Nullable String own = resolved(value, mine);
            if (own != null) {
                resolved.add(own);
            }
        }
        return resolved;
    }

    /// A value of an expression for that user; null: he has none.
    public static @Nullable String resolved(String value, Map<AttributeKey, String> mine) {
        if (written(value).isEmpty()) {
            return value;
        }
        AttributeKey name = name(value).orElse(null);
        return name == null ? null : mine.get(name);
    }
}
