package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which records a permission reaches. There is no negation, on purpose: a missing attribute could otherwise open
/// access. Missing data about a record counts as not matching.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScopeExpression.All.class, name = "ALL"),
    @JsonSubTypes.Type(value = ScopeExpression.CreatedByMe.class, name = "CREATED_BY_ME"),
    @JsonSubTypes.Type(value = ScopeExpression.AssignedToMe.class, name = "ASSIGNED_TO_ME"),
    @JsonSubTypes.Type(value = ScopeExpression.Selected.class, name = "SELECTED"),
    @JsonSubTypes.Type(value = ScopeExpression.Within.class, name = "WITHIN"),
    @JsonSubTypes.Type(value = ScopeExpression.Attribute.class, name = "ATTRIBUTE"),
    @JsonSubTypes.Type(value = ScopeExpression.AnyOf.class, name = "ANY_OF"),
    @JsonSubTypes.Type(value = ScopeExpression.AllOf.class, name = "ALL_OF")
})
public sealed interface ScopeExpression {
    /// The longest list inside an expression.
    int WIDEST = 10_000;

    /// Every record of the tenant.
    record All() implements ScopeExpression {}

    /// Records whose creator is the user.
    record CreatedByMe() implements ScopeExpression {}

    /// Records the user is an assignee of, or owns.
    record AssignedToMe() implements ScopeExpression {}

    /// Exactly these records; none, if empty.
    record Selected(SortedSet<RecordId> ids) implements ScopeExpression {
        public Selected {
            ids = sorted(ids);
        }
    }

    /// Records inside one of these containers; none, if empty.
    record Within(InstanceType type, SortedSet<RecordId> ids) implements ScopeExpression {
        public Within {
            ids = sorted(ids);
        }
    }

    /// Records whose attribute has one of these values. `$user.NAME` as a value stands for the user's own decisive
    /// attribute NAME; if the user lacks it, that value matches nothing.
    record Attribute(AttributeKey name, SortedSet<String> values) implements ScopeExpression {
        public Attribute {
            values = sorted(values);
        }
    }

    /// Records that one of the parts reaches; none, if there are no parts.
    record AnyOf(List<ScopeExpression> parts) implements ScopeExpression {
        public AnyOf {
            parts = bounded(parts);
        }
    }

    /// Records that all of the parts reach; all, if there are no parts.
    record AllOf(List<ScopeExpression> parts) implements ScopeExpression {
        public AllOf {
            parts = bounded(parts);
        }
    }

    private static <T extends Comparable<T>> SortedSet<T> sorted(SortedSet<T> values) {
        if (values.size() > WIDEST) {
            throw new InvalidValueException("ScopeExpression", "must list at most " + WIDEST + " values");
        }
        return java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    private static List<ScopeExpression> bounded(List<ScopeExpression> parts) {
        if (parts.size() > 100) {
            throw new InvalidValueException("ScopeExpression", "must combine at most 100 parts");
        }
        return List.copyOf(parts);
    }
}
