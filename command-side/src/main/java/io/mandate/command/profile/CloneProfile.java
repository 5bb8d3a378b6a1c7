package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.ProfileId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates a profile with the content of another: one commit, revision 1. What the other says about retired nodes comes
/// along, so that nothing is lost when they return; its name and code do not, both are unique.
///
/// @param target the new id; an expected revision means nothing here
/// @param source the profile it is like; a living one
/// @param revision as of which revision; null: as it is now
/// @param name as typed; it is trimmed and its inner spaces are collapsed
/// @param code 1 to 64 characters of `A-Za-z0-9._-`; null: none
public record CloneProfile(
        ProfileTarget target,
        ProfileId source,
        @Nullable Long revision,
        @Nullable String name,
        @Nullable String code) implements ProfileCommand {
    /// `create` on a profile such as the source is; what it was at an earlier revision is judged when that is known.
    @Override
    public RequiredRight right(AccessView head) {
        Profile living = head.profile(source);
        return ProfileRecord.begun(target.profile(), living == null ? null : living.roleType());
    }

    /// Whoever clones learns what the source says, so he must be allowed to see it; that comes first, since the other
    /// depends on the source.
    @Override
    public List<RequiredRight> rights(AccessView head) {
        return List.of(ProfileRecord.right("view", source, head), right(head));
    }

    @Override
    public List<RequiredRight> rightsAfter(AccessView then) {
        return List.of(ProfileRecord.right("create", target.profile(), then));
    }
}
