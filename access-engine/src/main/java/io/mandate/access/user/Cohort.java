package io.mandate.access.user;

import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import org.jspecify.annotations.Nullable;

/// What many users have in common and what decides for nearly all of them: one shared object for each combination.
///
/// @param activated whether it was ever activated: a suspended user that was not goes back to INVITED when enabled
/// @param role its explicit role; null: that of its profile, if that has one
/// @param perimeter whether it has a perimeter
public record Cohort(
        PrincipalKind kind,
        UserStatus status,
        boolean activated,
        @Nullable RoleKey role,
        @Nullable ProfileId profile,
        boolean perimeter) {
    /// Whether they are people who may act.
    public boolean activePeople() {
        return kind == PrincipalKind.USER && status == UserStatus.ACTIVE;
    }
}
