package io.mandate.command.user;

import io.mandate.events.user.Identity;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The user is this one at an identity provider, instead of the one it was linked to.
public record LinkIdentity(TenantId tenant, UserId user, Identity identity) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
