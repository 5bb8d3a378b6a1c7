package io.mandate.access.decision;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// May this user do this?
///
/// @param record the record in question; null together with `asserted`: the resource as a whole
/// @param asserted what the caller says about the record; it wins over what is registered, field by field. Null:
///     nothing, or the caller may not say anything
/// @param assertedAttributes what the caller says about the user; it wins over what is stored. Empty, where the
///     caller may not say anything
public record Question(
        UserId user,
        NodeKey resource,
        ActionName action,
        @Nullable RecordId record,
        @Nullable AssertedRecord asserted,
        Map<AttributeKey, String> assertedAttributes) {

    public Question {
        assertedAttributes = Map.copyOf(assertedAttributes);
    }

    /// About the resource as a whole.
    public static Question about(UserId user, NodeKey resource, ActionName action) {
        return new Question(user, resource, action, null, null, Map.of());
    }

    /// About one record, of which the caller says nothing.
    public static Question about(UserId user, NodeKey resource, ActionName action, RecordId record) {
        return new Question(user, resource, action, record, null, Map.of());
    }

    /// Whether it is about a concrete record, be it one that is to be created.
    public boolean concrete() {
        return record != null || asserted != null;
    }
}
