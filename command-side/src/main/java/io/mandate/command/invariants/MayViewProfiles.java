package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.KnownProfile;
import io.mandate.access.decision.Question;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether somebody may know of a profile: it is his own, or he may view it, which is the decision "view" on
/// `administration/profiles`.
public final class MayViewProfiles {
    private static final ActionName VIEW = new ActionName("view");

    private MayViewProfiles() {}

    /// Of one that does not exist nothing is known.
    ///
    /// @param viewer a principal of that very tenant
    public static boolean decide(UserId viewer, AccessView view, ProfileId profile) {
        @Nullable Subject subject = view.user(viewer);
        AssertedRecord data = AssertedRecord.of(KnownProfile.of(view.profile(profile)));
        Question may = new Question(viewer, KnownProfile.PROFILES, VIEW, new RecordId(profile.value()), data, Map.of());
        return (subject != null && profile.equals(subject.profile()))
                || AccessRules.decide(view, may).allowed();
    }
}
