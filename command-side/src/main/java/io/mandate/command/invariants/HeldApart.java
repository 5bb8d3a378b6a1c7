package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.permission.Excess;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The duty of reading the past, which administrators do not begin with. Those who have it say who else has it. Only
/// while nobody reads, whoever may edit the catalog appoints the first, who is another person. And nobody else opens
/// a second way in: who may edit the catalog gives a person who has it the first credential, and no further one.
final class HeldApart {
    static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName HISTORY = new ActionName("history");

    private HeldApart() {}

    static boolean includes(Excess excess) {
        return excess.node().equals(AUDIT) && excess.action().equals(HISTORY);
    }

    /// Whether role and profile give it to the members of a cohort, unless they are deleted.
    static boolean has(AccessView view, Cohort cohort, @Nullable Profile profile) {
        return cohort.status() != UserStatus.DELETED
                && ProfileGrants.given(view, cohort.role(), profile, AUDIT, HISTORY)
                        .isPresent();
    }

    /// Whether it lets them read. The past is read whole or not at all, so who has it for some records, or under a
    /// condition, reads nothing.
    static boolean reads(AccessView view, Cohort cohort, @Nullable Profile profile) {
        return cohort.status() != UserStatus.DELETED && Held.freely(view, cohort, profile, AUDIT, HISTORY);
    }

    /// All who have it by a profile, active or not. Takes a walk over those who have such a profile.
    static Set<UserId> holders(AccessView view) {
        Set<Cohort> cohorts = view.cohorts().keySet().stream()
                .filter(cohort -> has(view, cohort, Roles.profile(view, cohort)))
                .collect(Collectors.toSet());
        return cohorts.stream()
                .flatMap(cohort -> Stream.ofNullable(cohort.profile()))
                .distinct()
                .flatMap(profile -> view.users(profile).stream())
                .filter(user -> cohorts.contains(view.cohort(user)))
                .collect(Collectors.toSet());
    }

    /// Whether somebody who does not have it may give it.
    ///
    /// @param receivers who gets it; empty: nobody yet
    static boolean mayBeGiven(AccessView before, AccessView after, UserId giver, Set<UserId> receivers) {
        return Held.catalog(before, giver)
                && !receivers.contains(giver)
                && receivers.stream().allMatch(receiver -> person(after, receiver))
                && !Held.freelyByAnybody(before, AUDIT, HISTORY);
    }

    /// Whether somebody who does not have it may give this principal, who has, a credential.
    static boolean mayBeIntroduced(AccessView before, AccessView after, UserId giver, UserId principal) {
        @Nullable Subject known = before.user(principal);
        return Held.catalog(before, giver)
                && !principal.equals(giver)
                && person(after, principal)
                && before.tokens(principal).isEmpty()
                && (known == null || known.identityProvider() == null);
    }

    private static boolean person(AccessView after, UserId id) {
        @Nullable Subject subject = after.user(id);
        return subject != null && subject.kind() == PrincipalKind.USER;
    }
}
