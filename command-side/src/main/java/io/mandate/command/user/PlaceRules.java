package io.mandate.command.user;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.command.rules.Decision;
import io.mandate.command.scope.ScopeFit;
import io.mandate.command.user.UserState.Living;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Role, profile, perimeter and manager of a principal.
final class PlaceRules {
    private PlaceRules() {}

    static Decision<UserEvent> decide(Living user, AssignUser command, AccessView head, Caller caller) {
        return move(user, user.place().role(), command.profile(), command.profile(), head, caller);
    }

    static Decision<UserEvent> decide(Living user, UnassignUser command, AccessView head, Caller caller) {
        return move(user, user.place().role(), null, null, head, caller);
    }

    static Decision<UserEvent> decide(Living user, ChangeRole command, AccessView head, Caller caller) {
        boolean fixed = head.tenantState().holds(Policy.USER_ROLE_IMMUTABLE);
        if (fixed && !Objects.equals(command.role(), user.place().role())) {
            return reject(roleStays(command.user(), user.place().role()));
        }
        var choice = command.profile();
        ProfileId profile = choice == null ? user.place().profile() : choice.id();
        return move(user, command.role(), profile, choice == null ? null : choice.id(), head, caller);
    }

    private static Rejection roleStays(UserId user, @Nullable RoleKey role) {
        Rejection refusal = Rejection.of(RejectionCode.ROLE_IMMUTABLE, "user", user);
        return role == null ? refusal : refusal.with("role", role);
    }

    /// From one role and profile to another; both at once, because one may be impossible without the other.
    ///
    /// @param chosen the profile, if the caller says which; null: it is kept, or taken away
    private static Decision<UserEvent> move(
            Living user,
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable ProfileId chosen,
            AccessView head,
            Caller caller) {
        RoleKey fromRole = user.place().role();
        ProfileId fromProfile = user.place().profile();
        if (Objects.equals(fromRole, role) && Objects.equals(fromProfile, profile)) {
            return unchanged();
        }
        Optional<Rejection> refusal = refusal(user, role, profile, chosen, head, caller);
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        List<UserEvent> events = new ArrayList<>();
        if (!Objects.equals(fromRole, role)) {
            events.add(new UserRoleChanged(user.user(), fromRole, role));
        }
        if (!Objects.equals(fromProfile, profile)) {
            events.add(reassigned(user.user(), fromProfile, profile, head));
        }
        return accept(events);
    }

    private static Optional<Rejection> refusal(
            Living user,
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable ProfileId chosen,
            AccessView head,
            Caller caller) {
        RoleKey before =
                RoleFit.effective(head, user.place().role(), user.place().profile());
        RoleKey after = RoleFit.effective(head, role, profile);
        boolean given = after != null && !after.equals(before);
        return CreationRules.first(
                () -> given && role != null ? RoleFit.refusal(head, caller, role) : Optional.empty(),
                () -> RoleFit.unlessHidden(head, caller, chosen, misfit(user, role, profile, given, head, caller)));
    }

    /// @param given whether another role counts than did before
    private static Optional<Rejection> misfit(
            Living user,
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            boolean given,
            AccessView head,
            Caller caller) {
        RoleKey after = RoleFit.effective(head, role, profile);
        return CreationRules.first(
                () -> given ? RoleFit.refusal(head, caller, Objects.requireNonNull(after)) : Optional.empty(),
                () -> RoleFit.refusal(head, caller, user.user(), user.kind(), role, profile),
                () -> given && user.kind() == PrincipalKind.USER
                        ? IdentityFit.refusal(head, after, user.person().identity())
                        : Optional.empty(),
                () -> given && user.kind() == PrincipalKind.USER
                        ? AttributeFit.missing(
                                head.catalog(),
                                after,
                                user.person().attributes().keySet())
                        : Optional.empty());
    }

    private static UserEvent reassigned(
            UserId user, @Nullable ProfileId from, @Nullable ProfileId to, AccessView head) {
        Profile before = from == null ? null : head.everProfile(from);
        Profile after = to == null ? null : head.profile(to);
        return after == null
                ? unassigned(user, Objects.requireNonNull(before, "an assigned profile is in the index"))
                : CreationRules.assigned(user, before, after);
    }

    private static UserEvent unassigned(UserId user, Profile from) {
        return new UserUnassigned(user, from.id(), from.name());
    }

    static Decision<UserEvent> decide(Living user, AssignPerimeter command, AccessView head) {
        if (Objects.equals(user.place().perimeter(), command.perimeter())) {
            return unchanged();
        }
        Optional<Rejection> refusal = command.perimeter() == null
                ? Optional.empty()
                : ScopeFit.refusal(head.catalog(), "perimeter", command.perimeter());
        return refusal.<Decision<UserEvent>>map(Decision::reject)
                .orElseGet(() -> accept(
                        new UserPerimeterChanged(command.user(), user.place().perimeter(), command.perimeter())));
    }

    static Decision<UserEvent> decide(Living user, AssignManager command, AccessView head, Caller caller) {
        UserId to = command.manager();
        if (Objects.equals(user.place().manager(), to)) {
            return unchanged();
        }
        if (to != null) {
            Subject manager = head.user(to);
            // Who appointed somebody unseen would learn that he exists.
            if (manager == null || !Givers.sees(caller, head, manager)) {
                return reject(RejectionCode.USER_NOT_FOUND, "user", to);
            }
            if (manager.status() == UserStatus.DELETED) {
                return reject(RejectionCode.USER_DELETED, "user", to);
            }
        }
        return accept(new UserAssigneeChanged(command.user(), user.place().manager(), to));
    }
}
