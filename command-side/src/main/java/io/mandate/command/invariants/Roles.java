package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import org.jspecify.annotations.Nullable;

/// The role that counts for a cohort of users: their own, or else that of their profile.
final class Roles {
    private Roles() {}

    static @Nullable RoleKey of(AccessView view, Cohort cohort) {
        return PrincipalRecord.role(view, cohort.role(), cohort.profile());
    }

    static @Nullable RoleTypeKey typeOf(AccessView view, Cohort cohort) {
        return view.catalog().roleTypeOf(of(view, cohort));
    }

    static @Nullable Profile profile(AccessView view, Cohort cohort) {
        return cohort.profile() == null ? null : view.profile(cohort.profile());
    }

    /// Whether the profile is for users of another type. Where one of the two says nothing, they fit.
    static boolean mismatch(AccessView view, Cohort cohort) {
        @Nullable Profile profile = profile(view, cohort);
        @Nullable RoleTypeKey type = typeOf(view, cohort);
        return profile != null && profile.roleType() != null && type != null && !type.equals(profile.roleType());
    }
}
