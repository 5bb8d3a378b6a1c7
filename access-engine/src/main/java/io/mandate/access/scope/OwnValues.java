package io.mandate.access.scope;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.Attribute;
import java.util.Map;
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
    static @Nullable String resolved(String value, Map<AttributeKey, String> mine) {
        if (!value.startsWith(OF_USER)) {
            return value;
        }
        try {
            return mine.get(new AttributeKey(value.substring(OF_USER.length())));
        } catch (InvalidValueException noSuchAttribute) {
            return null;
        }
    }
}
