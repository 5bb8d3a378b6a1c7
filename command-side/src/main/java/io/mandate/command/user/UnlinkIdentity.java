package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The user is kept here only.
public record UnlinkIdentity(TenantId tenant, UserId user) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
