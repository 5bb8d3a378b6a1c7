package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.user.Cohort;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who administers a tenant: an active person, without a perimeter, who has a [Stewardship] for every
/// record, by whatever catalog the tenant has.
public final class Administrators {
    private Administrators() {}

    /// Whether that principal does, if he can come in.
    public static boolean includes(AccessView view, UserId user) {
        @Nullable Cohort cohort = view.cohort(user);
        return Stewardship.of(view, view.cohorts().keySet()).stream().anyMatch(each -> each.heldBy(view, cohort));
    }

    /// Whether that principal may edit the catalog, and so is the first to give what nobody holds.
    public static boolean editsCatalog(AccessView view, UserId user) {
        return Held.catalog(view, user);
    }

    /// What there must be administrators for, each in words that go after "who can"; at least one.
    public static List<String> duties(AccessView view) {
        return Stewardship.all(view);
    }

    /// Whether a change may take something from an administrator. Cheap, for nearly all changes are about
    /// somebody else: only then all of them are looked for.
    static boolean touched(Aftermath aftermath) {
        AccessView before = aftermath.before();
        Set<Cohort> concerned = new HashSet<>();
        Set<ProfileId> saved = new HashSet<>();
        for (DomainEvent event : aftermath.events()) {
            switch (event) {
                case UserEvent e
                when mayTakeAway(e) ->
                    Optional.ofNullable(before.cohort(e.user())).ifPresent(concerned::add);
                case ProfileEvent e -> saved.add(e.profile());
                case CatalogEvent _, TenantEvent _ -> {
                    return true;
                }
                case UserEvent _, LicenceEvent _, RecordEvent _, TokenEvent _ -> {} // take nothing away
            }
        }
        return Stream.concat(concerned.stream(), having(saved, before))
                .anyMatch(each -> Stewardship.mayHave(before, each));
    }

    private static Stream<Cohort> having(Set<ProfileId> profiles, AccessView view) {
        return profiles.isEmpty()
                ? Stream.of()
                : view.cohorts().keySet().stream().filter(cohort -> profiles.contains(cohort.profile()));
    }

    /// Whether a user may be able to do less after that event of his.
    private static boolean mayTakeAway(UserEvent event) {
        return switch (event) {
            case UserRoleChanged _, UserAssigned _, UserUnassigned _, UserSuspended _ -> true;
            case UserDeleted _, UserPerimeterChanged _ -> true;
            default -> false;
        };
    }
}
