package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Defined;
import io.mandate.access.user.Subject;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A role that the catalog lets some roles assign only is not given by a profile either: the users of a profile follow
/// its associated role. Operators and Mandate itself may give every role.
@Component
@Order(7)
public class AssignableRoles implements PostCondition {
    AssignableRoles() {}

    @Override
    public void check(Aftermath aftermath) {
        @Nullable UserId giver = aftermath.giver();
        if (giver == null) {
            return;
        }
        for (DomainEvent event : aftermath.events()) {
            @Nullable RoleKey given = associated(event);
            if (given != null && !mayBeGivenBy(aftermath.before(), giver, given, aftermath.after())) {
                throw new RejectedException(Rejection.of(RejectionCode.ROLE_NOT_ASSIGNABLE, "role", given));
            }
        }
    }

    /// Whether the role of this principal, its own or that of its profile, may give a role. One that the catalog does
    /// not have is given by everybody; that there is none is for others to say.
    public static boolean mayBeGivenBy(AccessView head, UserId giver, RoleKey role) {
        return mayBeGivenBy(head, giver, role, head);
    }

    /// @param after what says who may give the role, where the same change defines it
    private static boolean mayBeGivenBy(AccessView before, UserId giver, RoleKey role, AccessView after) {
        @Nullable Defined<RoleDefinition> defined = after.catalog().roles().get(role);
        if (defined == null || defined.definition().assignableBy().isEmpty()) {
            return true;
        }
        @Nullable Subject subject = before.user(giver);
        @Nullable RoleKey own = subject == null ? null : Roles.of(before, subject.cohort());
        return own != null && defined.definition().assignableBy().contains(own);
    }

    private static @Nullable RoleKey associated(DomainEvent event) {
        return switch (event) {
            case ProfileCreated e -> e.associatedRole();
            case ProfileAssociatedRoleChanged e -> e.to();
            default -> null; // gives no role
        };
    }
}
