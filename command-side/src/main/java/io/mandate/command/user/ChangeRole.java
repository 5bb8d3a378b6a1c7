package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user has this role from now on. A role type may require a profile that the one before forbade, so both can
/// change at once.
///
/// @param role null: none of its own, that of its profile applies
/// @param profile the profile from now on; null: the one it has
public record ChangeRole(
        TenantId tenant,
        UserId user,
        @Nullable RoleKey role,
        @Nullable ProfileChoice profile) implements UserCommand {

    /// A profile, or expressly none.
    ///
    /// @param id null: none
    public record ProfileChoice(@Nullable ProfileId id) {}

    @Override
    public ActionName action() {
        return UserRights.ASSIGN;
    }

    /// On the principal as it is, and once more as it will be: nobody gives what lies outside of his scope.
    @Override
    public List<RequiredRight> rights(AccessView head) {
        ProfileId wanted = profile == null ? UserRights.profile(head, user) : profile.id();
        return List.of(right(head), UserRights.placed(head, this, role, wanted, profile != null));
    }
}
