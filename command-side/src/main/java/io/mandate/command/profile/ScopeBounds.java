package io.mandate.command.profile;

import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// How far a scope expression may go, so that deciding by it stays cheap, and which attributes of the user it names.
final class ScopeBounds {
    private static final int DEEPEST = 8;
    private static final int LARGEST = 1_000;
    private static final String OF_USER = "$user.";

    private ScopeBounds() {}

    /// Whether the expression nests at most 8 deep and has at most 1000 parts in all.
    static boolean within(ScopeExpression scope) {
        return depth(scope) <= DEEPEST && size(scope) <= LARGEST;
    }

    static String rule() {
        return "must nest at most " + DEEPEST + " deep and have at most " + LARGEST + " parts";
    }

    /// The names behind `$user.`, as written.
    static Set<String> userAttributes(ScopeExpression scope) {
        Set<String> names = new TreeSet<>();
        collect(scope, names);
        return names;
    }

    private static void collect(ScopeExpression scope, Set<String> names) {
        if (scope instanceof ScopeExpression.Attribute attribute) {
            attribute.values().stream()
                    .filter(value -> value.startsWith(OF_USER))
                    .map(value -> value.substring(OF_USER.length()))
                    .forEach(names::add);
        }
        parts(scope).forEach(part -> collect(part, names));
    }

    private static int depth(ScopeExpression scope) {
        return 1 + parts(scope).stream().mapToInt(ScopeBounds::depth).max().orElse(0);
    }

    private static int size(ScopeExpression scope) {
        return 1 + parts(scope).stream().mapToInt(ScopeBounds::size).sum();
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
