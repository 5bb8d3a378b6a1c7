package io.mandate.access.scope;

import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.RecordId;
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
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// One user before one record: does an expression reach it? What is not known of the record does not match.
///
/// @param me the user
/// @param mine the user's decisive attributes
/// @param record its id; null where it has none yet
public record Reach(
        UserId me, Map<AttributeKey, String> mine, @Nullable RecordId record, RecordData data) {
    public boolean of(ScopeExpression scope) {
        return switch (scope) {
            case All all -> true;
            case CreatedByMe mine -> me.equals(data.creator());
            case AssignedToMe mine -> data.assignees().contains(me) || me.equals(data.owner());
            case Selected selected -> record != null && selected.ids().contains(record);
            case Within within -> {
                SortedSet<RecordId> containers = data.containers().get(within.type());
                yield containers != null
                        && containers.stream().anyMatch(id -> within.ids().contains(id));
            }
            case Attribute attribute -> {
                String value = data.attributes().get(attribute.name());
                yield value != null
                        && attribute.values().stream()
                                .anyMatch(wanted -> value.equals(OwnValues.resolved(wanted, mine)));
            }
            case AnyOf any -> any.parts().stream().anyMatch(this::of);
            case AllOf all -> all.parts().stream().allMatch(this::of);
        };
    }
}
