package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The user has proved who it is and may act from now on. Already active: nothing happens.
public record ActivateUser(TenantId tenant, UserId user) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
