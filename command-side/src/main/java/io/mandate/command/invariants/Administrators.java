package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.UserId;

/// Who administers a tenant: an active person, without a perimeter, who can manage users and profiles for
/// every record, by whatever catalog the tenant has.
public final class Administrators {
    private Administrators() {}

    /// Whether that principal does, if he can come in.
    public static boolean manages(AccessView view, UserId user) {
        return Stewardship.ofPeople(view).heldBy(view, view.cohort(user));
    }

    /// Whether a user who manages may do so no more after that event of his.
    static boolean mayTakeAway(UserEvent event) {
        return switch (event) {
            case UserRoleChanged _, UserAssigned _, UserUnassigned _, UserSuspended _ -> true;
            case UserDeleted _, UserPerimeterChanged _ -> true;
            default -> false;
        };
    }
}
