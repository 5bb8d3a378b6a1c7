package io.mandate.access.difference;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A scope as it is for one user: the user's own attributes put in where it names them. Needed where those
/// attributes changed, because the expression is the same then and reaches other records.
final class OwnScope {
    private static final String OF_USER = "$user.";

    private OwnScope() {}

    static ScopeExpression of(ScopeExpression scope, Map<AttributeKey, String> mine) {
        return switch (scope) {
            case All all -> all;
            case CreatedByMe created -> created;
            case AssignedToMe assigned -> assigned;
            case Selected selected -> selected;
            case Within within -> within;
            case Attribute attribute -> new Attribute(attribute.name(), resolved(attribute.values(), mine));
            case AnyOf any ->
                new AnyOf(any.parts().stream().map(part -> of(part, mine)).toList());
            case AllOf all ->
                new AllOf(all.parts().stream().map(part -> of(part, mine)).toList());
        };
    }

    private static SortedSet<String> resolved(SortedSet<String> values, Map<AttributeKey, String> mine) {
        SortedSet<String> resolved = new TreeSet<>();
        for (String value : values) {
            String own = value.startsWith(OF_USER) ? own(value.substring(OF_USER.length()), mine) : value;
            if (own != null) {
                resolved.add(own);
            }
        }
        return resolved;
    }

    private static @Nullable String own(String name, Map<AttributeKey, String> mine) {
        try {
            return mine.get(new AttributeKey(name));
        } catch (InvalidValueException noSuchAttribute) {
            return null;
        }
    }
}
