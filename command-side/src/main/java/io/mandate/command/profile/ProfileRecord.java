package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleTypeKey;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A profile as the record that a decision about profiles is asked for: record scopes can reach it by its id and by its
/// attribute `roleType`, for instance "profiles for partners only".
public final class ProfileRecord {
    private static final AttributeKey ROLE_TYPE = new AttributeKey("roleType");

    private ProfileRecord() {}

    /// The right to do this to a profile as it is.
    ///
    /// @param action on `administration/profiles`
    public static RequiredRight right(String action, ProfileId profile, AccessView head) {
        return RequiredRight.of(
                ProfileCommand.ADMINISTRATION, action, new RecordId(profile.value()), data(head.profile(profile)));
    }

    private static RecordData data(@Nullable Profile profile) {
        RoleTypeKey roleType = profile == null ? null : profile.roleType();
        return roleType == null
                ? RecordData.UNKNOWN
                : new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of(ROLE_TYPE, roleType.value()));
    }
}
