package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates a profile, with its first content if there is any: one commit, revision 1.
///
/// @param target the new id; an expected revision means nothing here
/// @param name as typed; it is trimmed and its inner spaces are collapsed
/// @param defaultActions null: not said, which is none, unless the tenant demands it
/// @param permissionType how people call the default actions, at most 64 characters; display only
/// @param maskSensitiveData null: not said, which is no
/// @param changes further content, each seeing the ones before
public record CreateProfile(
        ProfileTarget target,
        @Nullable String name,
        @Nullable String description,
        @Nullable String code,
        @Nullable RoleTypeKey roleType,
        @Nullable RoleKey associatedRole,
        @Nullable ActionSet defaultActions,
        @Nullable String permissionType,
        @Nullable Boolean maskSensitiveData,
        List<ProfileChange> changes)
        implements ProfileCommand {

    public CreateProfile {
        changes = List.copyOf(changes);
    }

    /// A profile with nothing but a name.
    public static CreateProfile named(ProfileTarget target, String name) {
        return new CreateProfile(target, name, null, null, null, null, null, null, null, List.of());
    }

    /// `create` on such a profile; what its changes make of it is judged when they are through.
    @Override
    public RequiredRight right(AccessView head) {
        return ProfileRecord.begun(target.profile(), roleType);
    }

    @Override
    public List<RequiredRight> rightsAfter(AccessView then) {
        return List.of(ProfileRecord.right("create", target.profile(), then));
    }
}
