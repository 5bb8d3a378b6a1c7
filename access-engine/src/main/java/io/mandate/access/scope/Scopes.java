package io.mandate.access.scope;

import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// What can be said of scope expressions without a record at hand.
public final class Scopes {
    public static final ScopeExpression ALL = new All();
    /// Reaches no record.
    public static final ScopeExpression NOTHING = new AnyOf(List.of());

    private Scopes() {}

    /// The records that both reach.
    public static ScopeExpression both(ScopeExpression one, ScopeExpression other) {
        if (one instanceof All || one.equals(other)) {
            return other;
        }
        return other instanceof All ? one : new AllOf(List.of(one, other));
    }

    /// What is left of an expression for a record that does not exist yet: nobody has created it, been given it or
    /// picked it, so CREATED_BY_ME, ASSIGNED_TO_ME and SELECTED say nothing; WITHIN and ATTRIBUTE hold. An
    /// alternative to one that says nothing is not opened by it. Empty, if nothing is left to obey.
    public static Optional<ScopeExpression> forNewRecords(ScopeExpression scope) {
        return switch (scope) {
            case All all -> Optional.of(all);
            case CreatedByMe mine -> Optional.empty();
            case AssignedToMe mine -> Optional.empty();
            case Selected selected -> Optional.empty();
            case Within within -> Optional.of(within);
            case Attribute attribute -> Optional.of(attribute);
            case AnyOf any -> {
                List<ScopeExpression> left = leftOf(any.parts());
                yield left.isEmpty() && !any.parts().isEmpty() ? Optional.empty() : Optional.of(new AnyOf(left));
            }
            case AllOf all -> {
                List<ScopeExpression> left = leftOf(all.parts());
                yield left.isEmpty() && !all.parts().isEmpty() ? Optional.empty() : Optional.of(new AllOf(left));
            }
        };
    }

    private static List<ScopeExpression> leftOf(List<ScopeExpression> parts) {
        List<ScopeExpression> left = new ArrayList<>();
        parts.forEach(part -> forNewRecords(part).ifPresent(left::add));
        return left;
    }

    /// Whether every record the narrower one reaches is surely reached by the wider one too, whatever the records
    /// are. "Me" is taken as the same in both. Never wrongly true; false where it cannot be told.
    public static boolean covers(ScopeExpression wider, ScopeExpression narrower) {
        if (wider instanceof All || wider.equals(narrower)) {
            return true;
        }
        if (narrower instanceof AnyOf any) {
            return any.parts().stream().allMatch(part -> covers(wider, part));
        }
        if (wider instanceof AllOf all) {
            return all.parts().stream().allMatch(part -> covers(part, narrower));
        }
        return coversPlainly(wider, narrower)
                || (wider instanceof AnyOf any && any.parts().stream().anyMatch(part -> covers(part, narrower)))
                || (narrower instanceof AllOf all && all.parts().stream().anyMatch(part -> covers(wider, part)));
    }

    /// Whether every record that an expression reaches is surely reached by one or the other of two. As
    /// [#covers], but it also sees that one reaches some of the values of a list and the other the rest.
    public static boolean coverTogether(ScopeExpression one, ScopeExpression other, ScopeExpression narrower) {
        if (narrower instanceof AnyOf any) {
            return any.parts().stream().allMatch(part -> coverTogether(one, other, part));
        }
        ScopeExpression either = new AnyOf(List.of(one, other));
        List<ScopeExpression> each = oneByOne(narrower);
        return covers(either, narrower) || (!each.isEmpty() && each.stream().allMatch(value -> covers(either, value)));
    }

    /// An expression for each of the values of a list; none, if it is none.
    private static List<ScopeExpression> oneByOne(ScopeExpression scope) {
        return switch (scope) {
            case Selected n -> each(n.ids(), Selected::new);
            case Within n -> each(n.ids(), value -> new Within(n.type(), value));
            case Attribute n -> each(n.values(), value -> new Attribute(n.name(), value));
            case All n -> List.of();
            case CreatedByMe n -> List.of();
            case AssignedToMe n -> List.of();
            case AnyOf n -> List.of();
            case AllOf n -> List.of();
        };
    }

    private static <T> List<ScopeExpression> each(SortedSet<T> values, Function<SortedSet<T>, ScopeExpression> one) {
        return values.stream()
                .map(value -> one.apply(new TreeSet<>(Set.of(value))))
                .toList();
    }

    private static boolean coversPlainly(ScopeExpression wider, ScopeExpression narrower) {
        return switch (narrower) {
            case Selected n ->
                n.ids().isEmpty() || (wider instanceof Selected w && w.ids().containsAll(n.ids()));
            case Within n -> n.ids().isEmpty() || (wider instanceof Within w && holds(w, n));
            case Attribute n -> n.values().isEmpty() || (wider instanceof Attribute w && holds(w, n));
            case All n -> false;
            case CreatedByMe n -> false;
            case AssignedToMe n -> false;
            case AnyOf n -> false;
            case AllOf n -> false;
        };
    }

    private static boolean holds(Within wider, Within narrower) {
        return wider.type().equals(narrower.type()) && wider.ids().containsAll(narrower.ids());
    }

    private static boolean holds(Attribute wider, Attribute narrower) {
        return wider.name().equals(narrower.name()) && wider.values().containsAll(narrower.values());
    }
}
