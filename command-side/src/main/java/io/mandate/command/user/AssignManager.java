package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// Who looks after the user.
///
/// @param manager a person of this tenant; null: nobody any more
public record AssignManager(
        TenantId tenant, UserId user, @Nullable UserId manager) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.ASSIGN;
    }
}
