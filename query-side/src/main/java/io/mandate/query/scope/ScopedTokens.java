package io.mandate.query.scope;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Collection;
import java.util.List;

/// Tokens as the records that scopes on `administration/tokens` speak of: the token's own id, its principal
/// as owner, and whatever is said of that principal as long as it is not deleted, and then who created it. In the
/// statement `t` is the table of tokens, and `u`
/// the principal of each.
///
/// @param principals what is said of the principals
public record ScopedTokens(ScopedUsers principals) implements ScopedRows {
    @Override
    public Condition createdBy(UserId user) {
        return principals.createdBy(user);
    }

    @Override
    public Condition assignedTo(UserId user) {
        return Condition.any(
                List.of(Condition.of("t.principal = ?", user.value()), living(principals.assignedTo(user))));
    }

    @Override
    public Condition among(Collection<RecordId> ids) {
        return Condition.of("t.token = ANY (?)", (Object) ScopedRows.texts(ids));
    }

    @Override
    public Condition within(InstanceType type, Collection<RecordId> containers) {
        return Condition.NEVER;
    }

    @Override
    public Condition having(AttributeKey attribute, Collection<String> values) {
        return living(principals.having(attribute, values));
    }

    /// Rows keep what a deleted principal was; decisions know who created it and no more.
    private static Condition living(Condition said) {
        return said.and(Condition.of("u.status <> 'DELETED'"));
    }
}
