package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.OwnRecords;
import io.mandate.access.decision.Question;
import io.mandate.access.token.Token;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import java.util.Optional;
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

    /// The principal by which the record is what it is: a user, or the one a token speaks for.
    ///
    /// @param until as of the end of what is looked at: a token speaks for the same one as long as there is one
    @Nullable
    UserId principal(AccessView until) {
        return record == null ? null : OwnRecords.principal(until, node, record);
    }

    /// The profile that the record would be.
    Optional<ProfileId> profile() {
        return record == null ? Optional.empty() : OwnRecords.profile(node, record);
    }

    /// The token that the record is.
    @Nullable
    Token token(AccessView until) {
        return record == null ? null : OwnRecords.token(until, node, record);
    }

    /// Whether answers differ between users who have all in common that decides about the resource as a whole.
    boolean concrete() {
        return record != null || asserted != null;
    }
}
