package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The user may do nothing until it is enabled again; role, profile and perimeter stay.
public record SuspendUser(TenantId tenant, UserId user) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.SUSPEND;
    }
}
