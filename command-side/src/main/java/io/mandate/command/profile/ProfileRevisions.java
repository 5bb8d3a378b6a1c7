package io.mandate.command.profile;

import io.mandate.access.profile.Profile;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import java.util.Optional;

/// The past of profiles, as their own streams tell it.
interface ProfileRevisions {
    /// The profile at the end of that revision, also of one that was deleted later; empty if there never was such a
    /// revision.
    Optional<Profile> at(TenantId tenant, ProfileId profile, long revision);
}
