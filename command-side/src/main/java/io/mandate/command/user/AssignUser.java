package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.List;

/// The user has this profile from now on, instead of the one it may have.
public record AssignUser(TenantId tenant, UserId user, ProfileId profile) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.ASSIGN;
    }

    /// On the principal as it is, and once more as it will be: nobody gives what lies outside of his scope.
    @Override
    public List<RequiredRight> rights(AccessView head) {
        return List.of(right(head), UserRights.placed(head, this, UserRights.role(head, user), profile, true));
    }
}
