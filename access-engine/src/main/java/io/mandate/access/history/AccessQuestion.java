package io.mandate.access.history;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.decision.Question;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What it is that somebody could do.
///
/// @param record the record it would be done to; null together with `asserted`: some record or other
/// @param asserted what is said about the record beside what was registered at the time
public record AccessQuestion(
        NodeKey node,
        ActionName action,
        @Nullable RecordId record,
        @Nullable AssertedRecord asserted) {

    /// About the resource as a whole.
    public static AccessQuestion about(NodeKey node, ActionName action) {
        return new AccessQuestion(node, action, null, null);
    }

    Question of(UserId user) {
        return new Question(user, node, action, record, asserted, Map.of());
    }

    /// The principal that the record is, if it can be one.
    @Nullable
    UserId principal() {
        return record == null ? null : PrincipalRecord.id(node, record);
    }

    /// Whether answers differ between users who have all in common that decides about the resource as a whole.
    boolean concrete() {
        return record != null || asserted != null;
    }
}
