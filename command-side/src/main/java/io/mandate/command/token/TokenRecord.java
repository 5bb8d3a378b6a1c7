package io.mandate.command.token;

import io.mandate.access.AccessView;
import io.mandate.access.decision.KnownToken;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// A token as the record that a decision on `administration/tokens` is about: its principal owns it, and
/// what scopes can say about that principal (its creator, who looks after it, its role, role type and
/// profile) they say about the token.
final class TokenRecord {
    private TokenRecord() {}

    static RequiredRight right(AccessView head, TokenCommand command, ActionName action, @Nullable UserId principal) {
        RecordData data = principal == null
                ? RecordData.UNKNOWN
                : KnownToken.of(principal, PrincipalRecord.of(head, head.user(principal)));
        return new RequiredRight(
                TokenCommand.TOKENS, action, new RecordId(command.token().value()), data);
    }
}
