package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A profile that is for one type of role has users of that type only: when a user gets it, when the
/// profile changes its type while users have it, and when the catalog gives a role another type.
@Component
@Order(2)
class RoleTypeFit implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        AccessView after = aftermath.after();
        for (UserId id : Touched.roleOrProfile(aftermath.events())) {
            @Nullable Subject user = after.user(id);
            if (user != null && user.status() != UserStatus.DELETED && Roles.mismatch(after, user.cohort())) {
                throw new RejectedException(mismatch(after, user));
            }
        }
        for (Cohort cohort : after.cohorts().keySet()) {
            // What did not fit before is tolerated: it would stand in the way of changes that have nothing to do with
            // it.
            if (cohort.status() != UserStatus.DELETED
                    && Roles.mismatch(after, cohort)
                    && !Roles.mismatch(aftermath.before(), cohort)) {
                throw new RejectedException(inUse(after, Objects.requireNonNull(Roles.profile(after, cohort))));
            }
        }
    }

    private static Rejection mismatch(AccessView after, Subject user) {
        Profile profile = Objects.requireNonNull(Roles.profile(after, user.cohort()));
        return Rejection.of(
                RejectionCode.ROLE_TYPE_MISMATCH,
                "profile",
                profile.name(),
                "profileRoleType",
                Objects.requireNonNull(profile.roleType()),
                "user",
                user.id(),
                "userRoleType",
                Objects.requireNonNull(Roles.typeOf(after, user.cohort())));
    }

    private static Rejection inUse(AccessView after, Profile profile) {
        List<UserId> users = after.users(profile.id()).stream()
                .filter(id -> Roles.mismatch(after, Objects.requireNonNull(after.cohort(id))))
                .toList();
        return Rejection.of(
                RejectionCode.ROLE_TYPE_IN_USE,
                "profile",
                profile.name(),
                "count",
                users.size(),
                "roleType",
                Objects.requireNonNull(profile.roleType()),
                "users",
                users.stream().limit(ProfileInUse.NAMED).toList());
    }
}
