package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.access.decision.KnownProfile;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;

/// A profile as the record that a decision about profiles is asked for: record scopes can reach it by its id and by its
/// attribute `roleType`, for instance "profiles for partners only".
public final class ProfileRecord {
    private ProfileRecord() {}

    /// The right to do this to a profile as it is.
    ///
    /// @param action on `administration/profiles`
    public static RequiredRight right(String action, ProfileId profile, AccessView head) {
        return RequiredRight.of(
                ProfileCommand.ADMINISTRATION,
                action,
                new RecordId(profile.value()),
                KnownProfile.of(head.profile(profile)));
    }
}
