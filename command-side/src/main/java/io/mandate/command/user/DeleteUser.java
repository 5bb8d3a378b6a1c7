package io.mandate.command.user;

import io.mandate.command.gate.ExpectsRevision;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// The user is gone for good, and its personal data with it. The id stays in history and is never used again.
///
/// @param expectedRevision the revision the caller has seen; null: whatever it is
public record DeleteUser(
        TenantId tenant, UserId user, @Nullable Long expectedRevision) implements UserCommand, ExpectsRevision {
    @Override
    public ActionName action() {
        return UserRights.DELETE;
    }
}
