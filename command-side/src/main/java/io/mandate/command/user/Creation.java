package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// The wish that begins a principal.
public sealed interface Creation extends UserCommand permits CreateUser, CreatePrincipal {
    @Nullable
    RoleKey role();

    @Nullable
    ProfileId profile();

    @Nullable
    UserId creator();

    /// On the principal as it will be.
    @Override
    default RequiredRight right(AccessView head) {
        return UserRights.begun(head, this);
    }
}
