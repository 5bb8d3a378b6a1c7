package io.mandate.access.decision;

import io.mandate.access.user.Cohort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The grants of one cohort, by the version of its profile.
final class CohortGrants {
    private final Cohort cohort;
    private volatile @Nullable GrantTable[] byVersion = new GrantTable[1];

    CohortGrants(Cohort cohort) {
        this.cohort = cohort;
    }

    Cohort cohort() {
        return cohort;
    }

    /// @param version -1 or more
    @Nullable
    GrantTable table(int version) {
        @Nullable GrantTable[] known = byVersion;
        return version + 1 < known.length ? known[version + 1] : null;
    }

    synchronized void keep(int version, GrantTable table) {
        @Nullable GrantTable[] known = byVersion;
        @Nullable
        GrantTable[] changed = version + 1 < known.length
                ? known.clone()
                : Arrays.copyOf(known, Math.max(version + 2, known.length * 2));
        changed[version + 1] = table;
        byVersion = changed;
    }
}
