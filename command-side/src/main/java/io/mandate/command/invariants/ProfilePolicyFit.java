package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether a user has a profile is for its role type to say: REQUIRED, OPTIONAL or FORBIDDEN. Judged when
/// role or profile of that user change; a catalog that says otherwise later leaves users as they are, and
/// decisions deny.
@Component
@Order(3)
class ProfilePolicyFit implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        for (UserId id : Touched.roleOrProfile(aftermath.events())) {
            @Nullable Subject user = aftermath.after().user(id);
            if (user != null && user.status() != UserStatus.DELETED) {
                check(aftermath.after(), user);
            }
        }
    }

    private static void check(AccessView after, Subject user) {
        @Nullable RoleTypeDefinition type = after.catalog().roleTypeDefinitionOf(Roles.of(after, user.cohort()));
        if (type == null) {
            return;
        }
        RoleTypeKey roleType = Objects.requireNonNull(Roles.typeOf(after, user.cohort()));
        switch (type.profilePolicy()) {
            case REQUIRED -> {
                if (user.profile() == null && user.kind() == PrincipalKind.USER) {
                    throw new RejectedException(
                            Rejection.of(RejectionCode.PROFILE_REQUIRED, "user", user.id(), "roleType", roleType));
                }
            }
            case FORBIDDEN -> {
                if (user.profile() != null) {
                    throw new RejectedException(ProfileNotAllowed.of(after, user.id(), roleType));
                }
            }
            case OPTIONAL -> {}
        }
    }
}
