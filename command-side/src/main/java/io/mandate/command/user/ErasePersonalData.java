package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The personal data of a user that was deleted before goes too.
public record ErasePersonalData(TenantId tenant, UserId user) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.DELETE;
    }
}
