package io.mandate.query.scope;

import io.mandate.access.AccessView;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.user.Subject;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the scope of one reader into a condition, as [io.mandate.access.scope.Reach] would judge each row.
public final class ScopeSql {
    private final UserId me;
    private final Map<AttributeKey, String> mine;
    private final ScopedRows rows;

    private ScopeSql(UserId me, Map<AttributeKey, String> mine, ScopedRows rows) {
        this.me = me;
        this.mine = mine;
        this.rows = rows;
    }

    /// The rows that a scope reaches for this reader.
    ///
    /// @param view where the reader's own attributes are looked up
    public static Condition of(ScopeExpression scope, AccessView view, UserId reader, ScopedRows rows) {
        Subject subject = view.user(reader);
        return of(scope, reader, subject == null ? Map.of() : subject.attributes(), rows);
    }

    static Condition of(ScopeExpression scope, UserId reader, Map<AttributeKey, String> mine, ScopedRows rows) {
        return new ScopeSql(reader, mine, rows).of(scope);
    }

    private Condition of(ScopeExpression scope) {
        return switch (scope) {
            case All _ -> Condition.ALWAYS;
            case CreatedByMe _ -> rows.createdBy(me);
            case AssignedToMe _ -> rows.assignedTo(me);
            case Selected selected -> rows.among(selected.ids());
            case Within within -> rows.within(within.type(), within.ids());
            case Attribute attribute ->
                rows.having(
                        attribute.name(),
                        attribute.values().stream()
                                .flatMap(value -> resolved(value).stream())
                                .toList());
            case AnyOf any -> Condition.any(all(any.parts()));
            case AllOf all -> Condition.all(all(all.parts()));
        };
    }

    private List<Condition> all(List<ScopeExpression> parts) {
        return parts.stream().map(this::of).toList();
    }

    private Optional<String> resolved(String wanted) {
        return Optional.ofNullable(OwnValues.resolved(wanted, mine));
    }
}
