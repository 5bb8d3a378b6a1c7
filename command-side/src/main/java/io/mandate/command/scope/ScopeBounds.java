package io.mandate.command.scope;

import io.mandate.access.scope.OwnValues;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How far a scope expression may go, so that deciding by it stays cheap, and what of the catalog it names.
public final class ScopeBounds {
    private static final int DEEPEST = 8;
    private static final int LARGEST = 1_000;

    private ScopeBounds() {}

    /// Whether the expression nests at most 8 deep and has at most 1000 parts in all.
    public static boolean within(ScopeExpression scope) {
        return depth(scope) <= DEEPEST && all(scope).count() <= LARGEST;
    }

    /// The bounds, as the second half of a sentence.
    public static String rule() {
        return "must nest at most " + DEEPEST + " deep and have at most " + LARGEST + " parts";
    }

    /// The names behind `$user.`, as written.
    public static Set<String> userAttributes(ScopeExpression scope) {
        return all(scope)
                .filter(ScopeExpression.Attribute.class::isInstance)
                .flatMap(part -> ((ScopeExpression.Attribute) part).values().stream())
                .flatMap(value -> OwnValues.written(value).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The types of what records must lie within.
    static Set<InstanceType> types(ScopeExpression scope) {
        return all(scope)
                .filter(ScopeExpression.Within.class::isInstance)
                .map(part -> ((ScopeExpression.Within) part).type())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int depth(ScopeExpression scope) {
        return 1 + parts(scope).stream().mapToInt(ScopeBounds::depth).max().orElse(0);
    }

    /// The expression and all that it consists of.
    static Stream<ScopeExpression> all(ScopeExpression scope) {
        return Stream.concat(Stream.of(scope), parts(scope).stream().flatMap(ScopeBounds::all));
    }

    private static List<ScopeExpression> parts(ScopeExpression scope) {
        return switch (scope) {
            case ScopeExpression.AnyOf(var parts) -> parts;
            case ScopeExpression.AllOf(var parts) -> parts;
            case ScopeExpression.All _,
                    ScopeExpression.CreatedByMe _,
                    ScopeExpression.AssignedToMe _,
                    ScopeExpression.Selected _,
                    ScopeExpression.Within _,
                    ScopeExpression.Attribute _ -> List.of();
        };
    }
}
