package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether somebody may know of a profile: it is his own, or he may view it, which is the decision "view" on
/// `administration/profiles`.
public final class MayViewProfiles {
    /// The resource whose records profiles are.
    public static final NodeKey PROFILES = new NodeKey("administration/profiles");

    private static final ActionName VIEW = new ActionName("view");
    private static final AttributeKey ROLE_TYPE = new AttributeKey("roleType");

    private MayViewProfiles() {}

    /// Of one that does not exist nothing is known.
    ///
    /// @param viewer a principal of that very tenant
    public static boolean decide(UserId viewer, AccessView view, ProfileId profile) {
        @Nullable Subject subject = view.user(viewer);
        AssertedRecord data = AssertedRecord.of(record(view.profile(profile)));
        Question may = new Question(viewer, PROFILES, VIEW, new RecordId(profile.value()), data, Map.of());
        return (subject != null && profile.equals(subject.profile()))
                || AccessRules.decide(view, may).allowed();
    }

    /// What decisions about a profile know of it: whom it is for.
    ///
    /// @param profile null: none, so nothing is known
    public static RecordData record(@Nullable Profile profile) {
        RoleTypeKey roleType = profile == null ? null : profile.roleType();
        return roleType == null
                ? RecordData.UNKNOWN
                : new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of(ROLE_TYPE, roleType.value()));
    }
}
