package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.profile.Profile;
import io.mandate.command.invariants.AssignableRoles;
import io.mandate.command.invariants.ProfileNotAllowed;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which role and profile go together, and who may give a role (domain 2.5, items 1, 22 and 28).
final class RoleFit {
    private RoleFit() {}

    /// The role that counts: its own, else that of its profile.
    static @Nullable RoleKey effective(AccessView head, @Nullable RoleKey role, @Nullable ProfileId profile) {
        return PrincipalRecord.role(head, role, profile);
    }

    /// Why a principal of that kind cannot have this role together with this profile. Where the profile was
    /// chosen, the answer is for [#unlessHidden].
    static Optional<Rejection> refusal(
            AccessView head,
            Caller giver,
            UserId user,
            PrincipalKind kind,
            @Nullable RoleKey role,
            @Nullable ProfileId profile) {
        Profile of = profile == null ? null : head.profile(profile);
        if (profile != null && of == null) {
            return Optional.of(unknown(profile));
        }
        RoleKey effective = effective(head, role, profile);
        if (effective == null) {
            // Services and pages may do without: they then may do nothing by themselves.
            return kind == PrincipalKind.USER
                    ? Optional.of(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", "role"))
                    : Optional.empty();
        }
        RoleTypeKey type = head.catalog().roleTypeOf(effective);
        RoleTypeDefinition definition = head.catalog().roleTypeDefinitionOf(effective);
        if (type == null || definition == null) {
            return Optional.of(Rejection.of(RejectionCode.ROLE_UNKNOWN, "role", effective));
        }
        if (of == null) {
            return withoutProfile(type, definition);
        }
        // One that the user has already is told of by its id, as the user is, unless the giver may view it.
        Object named = Givers.sees(giver, head, of.id()) ? of.name() : of.id();
        return withProfile(head, user, type, definition, of.roleType(), named);
    }

    /// Why a profile that was chosen cannot be given would say that it exists, how it is called and whom it
    /// is for.
    ///
    /// @param chosen null: none was
    static Optional<Rejection> unlessHidden(
            AccessView head, Caller giver, @Nullable ProfileId chosen, Optional<Rejection> refusal) {
        return refusal.map(why -> chosen == null || Givers.sees(giver, head, chosen) ? why : unknown(chosen));
    }

    private static Rejection unknown(ProfileId profile) {
        return Rejection.of(RejectionCode.PROFILE_NOT_FOUND, "profile", profile);
    }

    private static Optional<Rejection> withoutProfile(RoleTypeKey type, RoleTypeDefinition definition) {
        return definition.profilePolicy() == ProfilePolicy.REQUIRED
                ? Optional.of(Rejection.of(RejectionCode.PROFILE_REQUIRED, "roleType", type))
                : Optional.empty();
    }

    private static Optional<Rejection> withProfile(
            AccessView head,
            UserId user,
            RoleTypeKey type,
            RoleTypeDefinition definition,
            @Nullable RoleTypeKey wanted,
            Object profile) {
        if (definition.profilePolicy() == ProfilePolicy.FORBIDDEN) {
            return Optional.of(ProfileNotAllowed.of(head, user, type));
        }
        return wanted == null || wanted.equals(type)
                ? Optional.empty()
                : Optional.of(Rejection.of(
                        RejectionCode.ROLE_TYPE_MISMATCH,
                        "profile",
                        profile,
                        "profileRoleType",
                        wanted,
                        "user",
                        user,
                        "userRoleType",
                        type));
    }

    /// Why this caller cannot give this role: the catalog no longer offers it, or offers it to others only. Operators
    /// may give every role.
    static Optional<Rejection> refusal(AccessView head, Caller giver, RoleKey role) {
        Catalog catalog = head.catalog();
        Defined<RoleDefinition> defined = catalog.roles().get(role);
        if (defined == null || defined.retired() || catalog.roleTypeOf(role) == null) {
            return Optional.of(Rejection.of(RejectionCode.ROLE_UNKNOWN, "role", role));
        }
        return Givers.above(giver, head)
                        || AssignableRoles.mayBeGivenBy(head, giver.actor().id(), role)
                ? Optional.empty()
                : Optional.of(Rejection.of(RejectionCode.ROLE_NOT_ASSIGNABLE, "role", role));
    }
}
