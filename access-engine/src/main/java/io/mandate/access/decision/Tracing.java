package io.mandate.access.decision;

import io.mandate.access.record.KnownRecord;
import io.mandate.access.record.Statement;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
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
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Traces that a scope reaches a record back to the events that made it so. What the question says itself needs none.
///
/// @param reach the user before the record, as the decision saw them
/// @param known what is known about the record without being told; null: nothing
record Tracing(
        Question question,
        Subject subject,
        Reach reach,
        @Nullable KnownRecord known) {

    /// Null if the scope does not reach the record.
    @Nullable
    Basis of(ScopeExpression scope) {
        return switch (scope) {
            case All all -> Basis.NOTHING;
            case Selected selected -> reach.of(selected) ? Basis.NOTHING : null;
            case CreatedByMe mine -> reach.of(mine) ? creator() : null;
            case AssignedToMe mine -> assigned();
            case Within within -> within(within);
            case Attribute attribute -> attribute(attribute);
            case AnyOf any -> {
                Basis found = null;
                for (ScopeExpression part : any.parts()) {
                    found = Basis.either(found, of(part));
                }
                yield found;
            }
            case AllOf all -> all(all);
        };
    }

    private @Nullable Basis all(AllOf all) {
        Basis whole = Basis.NOTHING;
        for (ScopeExpression part : all.parts()) {
            Basis one = of(part);
            if (one == null) {
                return null;
            }
            whole = whole.and(one);
        }
        return whole;
    }

    private Basis creator() {
        AssertedRecord said = question.asserted();
        return since(new Statement.Creator(reach.me()), said != null && said.saysCreator());
    }

    private @Nullable Basis assigned() {
        UserId me = reach.me();
        AssertedRecord said = question.asserted();
        Basis assignee = reach.data().assignees().contains(me)
                ? since(new Statement.Assignee(me), said != null && said.saysAssignees())
                : null;
        Basis owner = me.equals(reach.data().owner())
                ? since(new Statement.Owner(me), said != null && said.saysOwner())
                : null;
        return Basis.either(assignee, owner);
    }

    private @Nullable Basis within(Within within) {
        SortedSet<RecordId> containers = reach.data().containers().getOrDefault(within.type(), new TreeSet<>());
        AssertedRecord said = question.asserted();
        boolean asserted = said != null && said.says(within.type());
        Basis found = null;
        for (RecordId id : containers) {
            if (within.ids().contains(id)) {
                found = Basis.either(found, since(new Statement.Inside(within.type(), id), asserted));
            }
        }
        return found;
    }

    private @Nullable Basis attribute(Attribute attribute) {
        String value = reach.data().attributes().get(attribute.name());
        if (value == null) {
            return null;
        }
        AssertedRecord said = question.asserted();
        boolean asserted = said != null && said.says(attribute.name());
        Basis record = since(new Statement.Value(attribute.name(), value), asserted);
        Basis found = null;
        for (String wanted : attribute.values()) {
            if (value.equals(OwnValues.resolved(wanted, reach.mine()))) {
                Basis own = OwnValues.name(wanted).map(this::own).orElse(Basis.NOTHING);
                found = Basis.either(found, record.and(own));
            }
        }
        return found;
    }

    private Basis own(AttributeKey attribute) {
        return question.assertedAttributes().containsKey(attribute)
                ? Basis.NOTHING
                : Basis.ofAttribute(attribute, subject.attributeSince(attribute));
    }

    private Basis since(Statement part, boolean asserted) {
        return asserted || known == null ? Basis.NOTHING : Basis.ofRecord(known.events(part));
    }
}
