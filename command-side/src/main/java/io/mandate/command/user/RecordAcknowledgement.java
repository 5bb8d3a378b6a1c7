package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The user has acknowledged a text.
///
/// @param type which text, such as `auto-pay`; 1 to 64 characters
/// @param version which version of it; 1 to 64 characters
public record RecordAcknowledgement(TenantId tenant, UserId user, String type, String version) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
