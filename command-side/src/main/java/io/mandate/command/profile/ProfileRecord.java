package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.access.decision.KnownProfile;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleTypeKey;
import org.jspecify.annotations.Nullable;

/// A profile as the record that a decision about profiles is asked for: record scopes can reach it by its id and by its
/// attribute `roleType`, for instance "profiles for partners only".
public final class ProfileRecord {
    private ProfileRecord() {}

    /// The right to do this to a profile as it is.
    ///
    /// @param action on `administration/profiles`
    public static RequiredRight right(String action, ProfileId profile, AccessView head) {
        return right(action, profile, KnownProfile.of(head.profile(profile)));
    }

    /// The right to begin a profile.
    ///
    /// @param roleType whom it is for; null: everybody
    static RequiredRight begun(ProfileId profile, @Nullable RoleTypeKey roleType) {
        return right("create", profile, KnownProfile.of(roleType));
    }

    private static RequiredRight right(String action, ProfileId profile, RecordData data) {
        return RequiredRight.of(ProfileCommand.ADMINISTRATION, action, new RecordId(profile.value()), data);
    }
}
