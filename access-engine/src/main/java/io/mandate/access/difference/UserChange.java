package io.mandate.access.difference;

import io.mandate.events.values.UserId;
import java.util.List;

/// What changed for one user.
///
/// @param permissions in the catalog's order, at least one
public record UserChange(UserId user, List<PermissionChange> permissions) {
    public UserChange {
        permissions = List.copyOf(permissions);
    }
}
