package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.List;

/// Why a user has no profile: its role type never has one. The types that do are named, so that it is clear who can be
/// meant instead.
public final class ProfileNotAllowed {
    private ProfileNotAllowed() {}

    public static Rejection of(AccessView view, UserId user, RoleTypeKey type) {
        return Rejection.of(
                RejectionCode.PROFILE_NOT_ALLOWED,
                "user",
                user,
                "roleType",
                type,
                "allowed",
                withProfiles(view.catalog()));
    }

    private static List<RoleTypeKey> withProfiles(Catalog catalog) {
        return catalog.roleTypes().entrySet().stream()
                .filter(type -> !type.getValue().retired()
                        && type.getValue().definition().profilePolicy() != ProfilePolicy.FORBIDDEN)
                .map(type -> type.getKey())
                .toList();
    }
}
