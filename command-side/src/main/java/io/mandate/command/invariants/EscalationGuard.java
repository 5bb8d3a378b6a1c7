package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.permission.Escalation;
import io.mandate.access.permission.Excess;
import io.mandate.access.permission.SavedProfile;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Subject;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Nobody gives what he does not hold himself at equal or wider scope: not by assigning a profile, not
/// by saving one, not by issuing a token, not by making superusers, not by a perimeter. Superusers hold
/// everything; operators and Mandate itself are not bound by a tenant's guard. A tenant can switch it
/// off, but for the duty that is held apart. What others gain without being given anything is for
/// [GainsGuard].
@Component
@Order(6)
class EscalationGuard implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        @Nullable UserId giver = aftermath.giver();
        AccessView before = aftermath.before();
        if (giver == null) {
            return;
        }
        @Nullable Subject subject = before.user(giver);
        if (Refuse.superuser(before, giver)) {
            return;
        }
        profiles(aftermath, giver);
        if (Refuse.guarded(before)) {
            theRest(aftermath, subject);
        }
    }

    private static void profiles(Aftermath aftermath, UserId giver) {
        Set<ProfileId> saved = new HashSet<>();
        for (DomainEvent event : aftermath.events()) {
            switch (event) {
                case ProfileEvent e when saved.add(e.profile()) -> saves(aftermath, giver, e.profile());
                case UserAssigned e -> gives(aftermath, giver, e);
                case TokenIssued e when !e.principal().equals(giver) -> speaksFor(aftermath, giver, e.principal());
                // Whoever is known elsewhere as somebody speaks for him, as with a token.
                case ExternalIdentityLinked e when !e.user().equals(giver) -> speaksFor(aftermath, giver, e.user());
                default -> {} // gives no profile
            }
        }
    }

    private static void theRest(Aftermath aftermath, @Nullable Subject giver) {
        for (DomainEvent event : aftermath.events()) {
            switch (event) {
                case UserCreated e
                when Escalation.confersSuperuser(aftermath.after().catalog(), e.role()) -> throw Refuse.everything();
                case UserRoleChanged e
                when Escalation.confersSuperuser(aftermath.after().catalog(), e.to()) -> throw Refuse.everything();
                case UserPerimeterChanged e -> reaches(aftermath, giver, e);
                case RoleTypeDefined e
                when e.definition().superuser()
                        && (e.previous() == null || !e.previous().superuser()) -> throw Refuse.everything();
                case RoleDefined e when raised(aftermath, e) -> throw Refuse.everything();
                default -> {} // gives nothing
            }
        }
    }

    /// Of a saved profile only what it did not give before counts: whoever renames it gives nothing.
    private static void saves(Aftermath aftermath, UserId giver, ProfileId id) {
        AccessView before = aftermath.before();
        AccessView after = aftermath.after();
        @Nullable Profile saved = after.profile(id);
        if (saved == null) {
            return;
        }
        List<Excess> excesses =
                SavedProfile.exceeds(before, giver, before.profile(id), saved, () -> attributes(after, id));
        Refuse.unlessHeld(aftermath, giver, () -> after.users(id), excesses);
    }

    /// Those of all who have a profile; many have the same.
    private static Set<Map<AttributeKey, String>> attributes(AccessView view, ProfileId profile) {
        return view.users(profile).stream()
                .map(user -> Objects.requireNonNull(view.user(user)).attributes())
                .collect(Collectors.toSet());
    }

    private static void gives(Aftermath aftermath, UserId giver, UserAssigned given) {
        @Nullable Profile profile = aftermath.after().profile(given.toProfile());
        if (profile == null) {
            return;
        }
        Refuse.unlessHeld(
                aftermath, giver, () -> Set.of(given.user()), exceeding(aftermath, giver, profile, given.user()));
    }

    private static void speaksFor(Aftermath aftermath, UserId giver, UserId principal) {
        AccessView after = aftermath.after();
        Subject subject = Objects.requireNonNull(after.user(principal));
        if (Refuse.guarded(aftermath.before()) && Escalation.confersSuperuser(after.catalog(), subject.role())) {
            throw Refuse.everything();
        }
        if (subject.profile() != null) {
            Profile profile = Objects.requireNonNull(after.profile(subject.profile()));
            List<Excess> excesses = exceeding(aftermath, giver, profile, principal);
            Taken taken = new Taken(aftermath);
            List<Excess> refused = Refuse.counted(aftermath.before(), excesses).stream()
                    .filter(excess -> HeldApart.includes(excess)
                            ? !HeldApart.mayBeIntroduced(aftermath.before(), after, giver, principal)
                            : !Refuse.isNew(aftermath.before(), giver, excess, taken))
                    .toList();
            if (!refused.isEmpty() && !MayViewProfiles.decide(giver, aftermath.before(), profile.id())) {
                throw Refuse.unseen();
            }
            Refuse.all(refused);
        }
    }

    /// What a profile gives that the giver does not hold, to one with these attributes and this
    /// perimeter.
    private static List<Excess> exceeding(Aftermath aftermath, UserId giver, Profile profile, UserId receiver) {
        @Nullable Subject subject = aftermath.after().user(receiver);
        return subject == null
                ? Escalation.exceeds(aftermath.before(), giver, profile)
                : Escalation.exceedsFor(aftermath.before(), giver, profile, subject);
    }

    /// A perimeter may be drawn wider only as far as the giver's own: compared by what each of them is
    /// for whom it binds, as `$user.NAME` is something else for each.
    private static void reaches(Aftermath aftermath, @Nullable Subject giver, UserPerimeterChanged event) {
        ScopeExpression to = perimeter(event.to(), aftermath.after().user(event.user()));
        ScopeExpression from = perimeter(event.from(), aftermath.before().user(event.user()));
        if (!Scopes.covers(from, to) && (giver == null || !Scopes.covers(perimeter(giver.perimeter(), giver), to))) {
            // A person, who may be called as a node is.
            throw new RejectedException(
                    Rejection.of(RejectionCode.PROFILE_ESCALATION, "actions", "a wider perimeter", "node", event.user())
                            .said("node", event.user()));
        }
    }

    /// @param whose null: nobody's yet, so it names nothing
    private static ScopeExpression perimeter(@Nullable ScopeExpression scope, @Nullable Subject whose) {
        return OwnValues.in(scope == null ? Scopes.ALL : scope, whose == null ? Map.of() : whose.attributes());
    }

    private static boolean raised(Aftermath aftermath, RoleDefined event) {
        return Escalation.confersSuperuser(aftermath.after().catalog(), event.role())
                && !Escalation.confersSuperuser(aftermath.before().catalog(), event.role());
    }
}
