package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.permission.Escalation;
import io.mandate.access.permission.Excess;
import io.mandate.access.permission.SavedProfile;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.tenant.Policy;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Nobody gives what he does not hold himself at equal or wider scope: not by assigning a profile, not by
/// saving one, not by issuing a token, not by a role, a perimeter or an attribute, not by the catalog. Superusers hold
/// everything; operators and Mandate itself are not bound by a tenant's guard. A tenant can switch it off, but for the
/// duty that is held apart.
@Component
@Order(6)
class EscalationGuard implements PostCondition {
    private static final NodeKey CATALOG = new NodeKey("administration/catalog");
    /// So many further nodes are named; the count says how many there are.
    private static final int NAMED = 20;

    private static final ActionName EDIT = new ActionName("edit");

    @Override
    public void check(Aftermath aftermath) {
        @Nullable UserId giver = aftermath.giver();
        AccessView before = aftermath.before();
        if (giver == null) {
            return;
        }
        @Nullable Subject subject = before.user(giver);
        if (subject != null && Escalation.superuser(before.catalog(), subject)) {
            return;
        }
        profiles(aftermath, giver);
        if (guarded(before)) {
            theRest(aftermath, giver, subject);
        }
    }

    private static boolean guarded(AccessView before) {
        return before.tenantState().holds(Policy.GUARD_ESCALATION);
    }

    private static void profiles(Aftermath aftermath, UserId giver) {
        Set<ProfileId> saved = new HashSet<>();
        for (DomainEvent event : aftermath.events()) {
            switch (event) {
                case ProfileEvent e when saved.add(e.profile()) -> saves(aftermath, giver, e.profile());
                case UserAssigned e -> gives(aftermath, giver, e.toProfile(), e.user());
                case TokenIssued e when !e.principal().equals(giver) -> speaksFor(aftermath, giver, e.principal());
                // Whoever is known elsewhere as somebody speaks for him, as with a token.
                case ExternalIdentityLinked e when !e.user().equals(giver) -> speaksFor(aftermath, giver, e.user());
                default -> {} // gives no profile
            }
        }
    }

    private static void theRest(Aftermath aftermath, UserId id, @Nullable Subject giver) {
        for (DomainEvent event : aftermath.events()) {
            switch (event) {
                case UserCreated e
                when Escalation.confersSuperuser(aftermath.after().catalog(), e.role()) -> throw everything();
                case UserRoleChanged e
                when Escalation.confersSuperuser(aftermath.after().catalog(), e.to()) -> throw everything();
                case UserPerimeterChanged e -> reaches(giver, e);
                case UserDetailsChanged e ->
                    refuse(Escalation.reachesFurther(aftermath.before(), aftermath.after(), id, e.user()));
                case RoleTypeDefined e
                when e.definition().superuser()
                        && (e.previous() == null || !e.previous().superuser()) -> throw everything();
                case RoleDefined e when raised(aftermath, e) -> throw everything();
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
        @Nullable Cohort own = after.cohort(giver);
        boolean toHimself = own != null && id.equals(own.profile());
        refuse(aftermath, giver, toHimself ? Set.of(giver) : Set.of(), counted(before, excesses));
    }

    /// Those of all who have a profile; many have the same.
    private static Set<Map<AttributeKey, String>> attributes(AccessView view, ProfileId profile) {
        return view.users(profile).stream()
                .map(user -> Objects.requireNonNull(view.user(user)).attributes())
                .collect(Collectors.toSet());
    }

    private static void gives(Aftermath aftermath, UserId giver, ProfileId id, UserId receiver) {
        @Nullable Profile profile = aftermath.after().profile(id);
        if (profile != null) {
            refuse(aftermath, giver, Set.of(receiver), exceeding(aftermath, giver, profile, receiver));
        }
    }

    private static void speaksFor(Aftermath aftermath, UserId giver, UserId principal) {
        AccessView after = aftermath.after();
        Subject subject = Objects.requireNonNull(after.user(principal));
        if (guarded(aftermath.before()) && Escalation.confersSuperuser(after.catalog(), subject.role())) {
            throw everything();
        }
        if (subject.profile() != null) {
            List<Excess> excesses =
                    exceeding(aftermath, giver, Objects.requireNonNull(after.profile(subject.profile())), principal);
            refuse(excesses.stream()
                    .filter(excess -> HeldApart.includes(excess)
                            ? !HeldApart.mayBeIntroduced(aftermath.before(), after, giver, principal)
                            : !isNew(aftermath.before(), giver, excess))
                    .toList());
        }
    }

    /// What a profile gives that the giver does not hold; where the tenant has switched the guard off, of the duty that
    /// is held apart only: otherwise the guard would be switched off for a moment to get it.
    private static List<Excess> exceeding(Aftermath aftermath, UserId giver, Profile profile) {
        return counted(aftermath.before(), Escalation.exceeds(aftermath.before(), giver, profile));
    }

    /// The same for one who has it, with the attributes and the perimeter he has.
    private static List<Excess> exceeding(Aftermath aftermath, UserId giver, Profile profile, UserId receiver) {
        @Nullable Subject subject = aftermath.after().user(receiver);
        return subject == null
                ? exceeding(aftermath, giver, profile)
                : counted(aftermath.before(), Escalation.exceedsFor(aftermath.before(), giver, profile, subject));
    }

    private static List<Excess> counted(AccessView before, List<Excess> excesses) {
        return excesses.stream()
                .filter(excess -> guarded(before) || HeldApart.includes(excess))
                .toList();
    }

    /// A perimeter may be drawn wider only as far as the giver's own.
    private static void reaches(@Nullable Subject giver, UserPerimeterChanged event) {
        ScopeExpression to = orAll(event.to());
        boolean wider = !Scopes.covers(orAll(event.from()), to);
        if (wider && (giver == null || !Scopes.covers(orAll(giver.perimeter()), to))) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.PROFILE_ESCALATION, "actions", "a wider perimeter", "node", event.user()));
        }
    }

    private static boolean raised(Aftermath aftermath, RoleDefined event) {
        return Escalation.confersSuperuser(aftermath.after().catalog(), event.role())
                && !Escalation.confersSuperuser(aftermath.before().catalog(), event.role());
    }

    private static ScopeExpression orAll(@Nullable ScopeExpression scope) {
        return scope == null ? Scopes.ALL : scope;
    }

    private static void refuse(Aftermath aftermath, UserId giver, Set<UserId> receivers, List<Excess> found) {
        refuse(found.stream()
                .filter(excess -> HeldApart.includes(excess)
                        ? !HeldApart.mayBeGiven(aftermath.before(), aftermath.after(), giver, receivers)
                        : !isNew(aftermath.before(), giver, excess))
                .toList());
    }

    private static void refuse(List<Excess> excesses) {
        if (!excesses.isEmpty()) {
            throw new RejectedException(refusal(excesses));
        }
    }

    /// Names the rest, too: whoever corrects one node at a time asks in vain for each of the others.
    private static Rejection refusal(List<Excess> excesses) {
        SortedMap<NodeKey, SortedSet<ActionName>> rights = new TreeMap<>();
        excesses.forEach(excess ->
                rights.computeIfAbsent(excess.node(), _ -> new TreeSet<>()).add(excess.action()));
        Excess first = excesses.getFirst();
        Rejection refusal = Rejection.of(
                RejectionCode.PROFILE_ESCALATION,
                "actions",
                Objects.requireNonNull(rights.remove(first.node())),
                "node",
                first.node(),
                "why",
                first.kind(),
                "further",
                rights.size());
        return rights.isEmpty()
                ? refusal
                : refusal.with(
                        "nodes",
                        rights.entrySet().stream()
                                .limit(NAMED)
                                .map(EscalationGuard::told)
                                .toList());
    }

    private static String told(Map.Entry<NodeKey, SortedSet<ActionName>> right) {
        return right.getKey()
                + ": "
                + right.getValue().stream().map(ActionName::value).collect(Collectors.joining(" "));
    }

    /// A node that a newer catalog brought is held by nobody, and somebody must be the first to give it:
    /// whoever may change the catalog itself.
    private static boolean isNew(AccessView before, UserId giver, Excess excess) {
        @Nullable Subject subject = before.user(giver);
        return excess.kind() == Excess.Kind.NOT_HELD
                && subject != null
                && Held.freely(before, subject.cohort(), CATALOG, EDIT)
                && !Held.byAnybody(before, excess.node(), excess.action());
    }

    private static RejectedException everything() {
        return new RejectedException(
                Rejection.of(RejectionCode.PROFILE_ESCALATION, "actions", "everything", "node", "every node"));
    }
}
