package io.mandate.command.profile;

import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import org.jspecify.annotations.Nullable;

/// Which profile a command is about, and as of which revision its sender has seen it.
///
/// @param tenant whose profile
/// @param profile which one
/// @param expectedRevision refused with `STALE_REVISION` if the profile has another by now; null: whatever it has
public record ProfileTarget(
        TenantId tenant, ProfileId profile, @Nullable Long expectedRevision) {

    /// The profile, whatever its revision.
    public static ProfileTarget of(TenantId tenant, ProfileId profile) {
        return new ProfileTarget(tenant, profile, null);
    }
}
