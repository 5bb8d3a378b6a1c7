package io.mandate.access.oracle;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Step 11 for one user and one record: does a scope expression reach it? Unknown data never matches.
///
/// @param attributes the user's own
/// @param record null: it is not named
/// @param data what is registered, with what the caller says in its place
record Reach(
        UserId user,
        Map<AttributeKey, String> attributes,
        @Nullable RecordId record,
        RecordData data) {

    /// What a part of an expression says of a record; of one that is to be created, some have nothing to say.
    enum Says {
        YES,
        NO,
        NOTHING
    }

    static Reach of(Told told, Asked asked, ToldUser user) {
        Map<AttributeKey, String> attributes = user.attributes;
        if (!asked.saysOfUser().isEmpty()) {
            attributes = new HashMap<>(attributes);
            attributes.putAll(asked.saysOfUser());
        }
        Known record = Known.of(told, asked);
        RecordData registered = record == null ? null : record.data();
        return new Reach(asked.user(), attributes, asked.record(), merged(registered, asked.says()));
    }

    private static Says yes(boolean holds) {
        return holds ? Says.YES : Says.NO;
    }

    /// What is known, and in its place, field by field, what the caller says; that alone, if it is the whole.
    private static RecordData merged(@Nullable RecordData registered, @Nullable AssertedRecord says) {
        RecordData known = registered == null || (says != null && says.whole()) ? RecordData.UNKNOWN : registered;
        if (says == null) {
            return known;
        }
        Map<AttributeKey, String> attributes = new HashMap<>(known.attributes());
        attributes.putAll(says.attributes());
        var containers = new HashMap<>(known.containers());
        containers.putAll(says.containers());
        return new RecordData(
                says.creator() == null ? known.creator() : says.creator(),
                says.owner() == null ? known.owner() : says.owner(),
                says.assignees() == null ? known.assignees() : says.assignees(),
                containers,
                attributes);
    }

    /// @param creates whether the record is to be created: then what it cannot meet yet has nothing to say
    Says of(ScopeExpression scope, boolean creates) {
        return switch (scope) {
            case ScopeExpression.All all -> Says.YES;
            case ScopeExpression.CreatedByMe mine -> creates ? Says.NOTHING : yes(user.equals(data.creator()));
            case ScopeExpression.AssignedToMe mine ->
                creates ? Says.NOTHING : yes(data.assignees().contains(user) || user.equals(data.owner()));
            case ScopeExpression.Selected picked -> creates ? Says.NOTHING : yes(isOneOf(picked.ids()));
            case ScopeExpression.Within within -> yes(within(within.type(), within.ids()));
            case ScopeExpression.Attribute attribute -> yes(hasOneOf(attribute));
            case ScopeExpression.AnyOf any -> combined(any.parts(), creates, false);
            case ScopeExpression.AllOf all -> combined(all.parts(), creates, true);
        };
    }

    /// What is left of an expression of a record that is to be created, when all that has nothing to say is left out;
    /// null: nothing is.
    static @Nullable ScopeExpression left(ScopeExpression scope) {
        return switch (scope) {
            case ScopeExpression.CreatedByMe mine -> null;
            case ScopeExpression.AssignedToMe mine -> null;
            case ScopeExpression.Selected picked -> null;
            case ScopeExpression.AnyOf any when any.parts().isEmpty() -> any;
            case ScopeExpression.AllOf all when all.parts().isEmpty() -> all;
            case ScopeExpression.AnyOf any -> {
                List<ScopeExpression> left = left(any.parts());
                yield left.isEmpty() ? null : new ScopeExpression.AnyOf(left);
            }
            case ScopeExpression.AllOf all -> {
                List<ScopeExpression> left = left(all.parts());
                yield left.isEmpty() ? null : new ScopeExpression.AllOf(left);
            }
            case ScopeExpression.All all -> all;
            case ScopeExpression.Within within -> within;
            case ScopeExpression.Attribute attribute -> attribute;
        };
    }

    private static List<ScopeExpression> left(List<ScopeExpression> parts) {
        List<ScopeExpression> left = new ArrayList<>();
        for (ScopeExpression part : parts) {
            ScopeExpression more = left(part);
            if (more != null) {
                left.add(more);
            }
        }
        return left;
    }

    private Says combined(List<ScopeExpression> parts, boolean creates, boolean all) {
        boolean holds = all;
        boolean said = parts.isEmpty();
        for (ScopeExpression part : parts) {
            Says says = of(part, creates);
            said |= says != Says.NOTHING;
            if (says == (all ? Says.NO : Says.YES)) {
                holds = !all;
            }
        }
        return said ? yes(holds) : Says.NOTHING;
    }

    private boolean isOneOf(Set<RecordId> ids) {
        return record != null && ids.contains(record);
    }

    private boolean within(InstanceType type, Set<RecordId> ids) {
        SortedSet<RecordId> in = data.containers().getOrDefault(type, new TreeSet<>());
        for (RecordId id : in) {
            if (ids.contains(id)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOneOf(ScopeExpression.Attribute wanted) {
        String has = data.attributes().get(wanted.name());
        for (String value : wanted.values()) {
            String meant = value.startsWith("$user.") ? attributes.get(new AttributeKey(value.substring(6))) : value;
            if (meant != null && meant.equals(has)) {
                return true;
            }
        }
        return false;
    }
}
