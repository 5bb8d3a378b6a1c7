package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// Somebody asks for a new password for the user; whoever keeps passwords follows the event.
public record RequestPasswordReset(TenantId tenant, UserId user) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
