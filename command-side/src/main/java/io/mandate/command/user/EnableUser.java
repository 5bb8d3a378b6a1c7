package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The user is again what it was before it was suspended.
public record EnableUser(TenantId tenant, UserId user) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.SUSPEND;
    }
}
