package io.mandate.command.user;

import io.mandate.command.gate.ExpectsRevision;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// The user signs in with another name from now on. Where usernames are addresses, the new one is to be verified.
///
/// @param expectedRevision the revision the caller has seen; null: whatever it is
public record ChangeUsername(
        TenantId tenant,
        UserId user,
        PersonalText username,
        @Nullable Long expectedRevision) implements UserCommand, ExpectsRevision {
    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
