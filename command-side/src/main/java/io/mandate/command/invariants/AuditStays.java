package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.permission.Escalation;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ProfileName;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A catalog takes the reading of the past from nobody who has it by a profile, active or not, whoever
/// loads it; nor does it leave him a part, which nobody can read. One request would blind all auditors at once, and
/// another could appoint somebody else while
/// they seem to be there. Who is to read no longer loses it by name: in his profile, or with it.
@Component
@Order(10)
class AuditStays implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        if (aftermath.events().stream().noneMatch(CatalogEvent.class::isInstance)) {
            return;
        }
        List<ProfileName> blinded = aftermath.after().cohorts().keySet().stream()
                .map(cohort -> loses(aftermath.before(), aftermath.after(), cohort))
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Comparator.comparing(ProfileName::value))
                .toList();
        if (!blinded.isEmpty()) {
            throw new RejectedException(refusal(aftermath, blinded));
        }
    }

    /// The profile by which its members would read no longer, as it will be, read by both catalogs: what
    /// it says less itself is its own change. Superusers had it without any.
    private static Optional<ProfileName> loses(AccessView before, AccessView after, Cohort cohort) {
        @Nullable Profile profile = Roles.profile(after, cohort);
        return HeldApart.reads(before, cohort, profile)
                        && !HeldApart.reads(after, cohort, profile)
                        && !Escalation.confersSuperuser(before.catalog(), cohort.role())
                ? Optional.of(Objects.requireNonNull(profile).name())
                : Optional.empty();
    }

    private static Rejection refusal(Aftermath aftermath, List<ProfileName> blinded) {
        Rejection refusal =
                Rejection.of(RejectionCode.HISTORY_IN_USE, "node", HeldApart.AUDIT, "count", blinded.size());
        return LimitsStay.seesProfiles(aftermath.before(), aftermath.giver())
                ? refusal.with(
                        "profiles", blinded.stream().limit(ProfileInUse.NAMED).toList())
                : refusal;
    }
}
