package io.mandate.access.index;

import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.events.values.ProfileId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The profile of each cohort by the cohort's number, found once.
final class CohortProfiles {
    private volatile AtomicReferenceArray<@Nullable Timeline<Profile>> byNumber = new AtomicReferenceArray<>(8);

    @Nullable
    Timeline<Profile> known(int cohort) {
        AtomicReferenceArray<@Nullable Timeline<Profile>> known = byNumber;
        return cohort < known.length() ? known.get(cohort) : null;
    }

    /// Null where the cohort has no profile.
    @Nullable
    Timeline<Profile> find(int number, Cohort cohort, Map<ProfileId, Timeline<Profile>> profiles) {
        ProfileId id = cohort.profile();
        Timeline<Profile> found = id == null ? null : profiles.get(id);
        if (found != null) {
            keep(number, found);
        }
        return found;
    }

    private synchronized void keep(int number, Timeline<Profile> found) {
        AtomicReferenceArray<@Nullable Timeline<Profile>> known = byNumber;
        if (number >= known.length()) {
            AtomicReferenceArray<@Nullable Timeline<Profile>> larger =
                    new AtomicReferenceArray<>(Math.max(number + 1, known.length() * 2));
            for (int i = 0; i < known.length(); i++) {
                larger.set(i, known.get(i));
            }
            known = larger;
        }
        known.set(number, found);
        byNumber = known;
    }
}
