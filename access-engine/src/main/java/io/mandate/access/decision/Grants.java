package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.NumberedView;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Remembers grants, so that a plain decision is a few array loads and makes no object. There is one for each catalog
/// and tenant state; inside it, grants are kept by version of the profile and by role, and made when first asked for.
/// Where cohorts have numbers, these lead to them without any look-up.
final class Grants {
    /// Past versions of profiles pile up here; beyond this many grants, of some hundred bytes each, it starts anew.
    private static final int MOST_GRANTS = 500_000;

    private static final Object NONE = new Object();

    private final TwelveSteps steps;
    private final Cells cells;
    private volatile Kept kept = new Kept();

    private static final class Kept {
        final ConcurrentHashMap<Object, ConcurrentHashMap<Object, GrantTable>> byProfile = new ConcurrentHashMap<>();
        final AtomicInteger grants = new AtomicInteger();
        volatile @Nullable CohortGrants[] byCohort = new CohortGrants[8];
    }

    private Grants(AccessView view) {
        this.steps = new TwelveSteps(view.catalog(), view.tenantState());
        this.cells = new Cells(view.catalog());
    }

    static Grants of(AccessView view) {
        Grants known = view.known(Grants.class);
        return known != null ? known : view.remembered(Grants.class, () -> new Grants(view));
    }

    TwelveSteps steps() {
        return steps;
    }

    /// The grants of a cohort that has this number in the view.
    CohortGrants cohort(NumberedView view, int number) {
        @Nullable CohortGrants[] known = kept.byCohort;
        CohortGrants cohort = number < known.length ? known[number] : null;
        return cohort != null ? cohort : newCohort(number, view.cohort(number));
    }

    Grant grant(NumberedView view, int number, CohortGrants cohort, NodeKey resource, ActionName action) {
        int cell = cells.find(resource, action);
        GrantTable table = cohort.table(view.profileVersion(number));
        Grant grant = cell < 0 || table == null ? null : table.at(cell);
        return grant != null ? grant : newGrant(view, number, cohort, resource, action);
    }

    Grant grant(@Nullable RoleKey role, @Nullable Profile profile, NodeKey resource, ActionName action) {
        int cell = cells.find(resource, action);
        return cell < 0
                ? steps.grant(role, profile, resource, action)
                : grant(table(role, profile), cell, role, profile, resource, action);
    }

    private Grant newGrant(NumberedView view, int number, CohortGrants grants, NodeKey resource, ActionName action) {
        Cohort cohort = grants.cohort();
        Profile profile = cohort.profile() == null ? null : view.profile(cohort.profile());
        int cell = cells.find(resource, action);
        if (cell < 0) {
            return steps.grant(cohort.role(), profile, resource, action);
        }
        GrantTable table = table(cohort.role(), profile);
        grants.keep(view.profileVersion(number), table);
        return grant(table, cell, cohort.role(), profile, resource, action);
    }

    private Grant grant(
            GrantTable table,
            int cell,
            @Nullable RoleKey role,
            @Nullable Profile profile,
            NodeKey resource,
            ActionName action) {
        Grant known = table.at(cell);
        if (known != null) {
            return known;
        }
        Grant made = steps.grant(role, profile, resource, action);
        table.keep(cell, made);
        if (kept.grants.incrementAndGet() > MOST_GRANTS) {
            kept = new Kept();
        }
        return made;
    }

    private GrantTable table(@Nullable RoleKey role, @Nullable Profile profile) {
        return kept.byProfile
                .computeIfAbsent(profile == null ? NONE : profile, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(role == null ? NONE : role, unused -> new GrantTable(cells.count()));
    }

    private synchronized CohortGrants newCohort(int number, Cohort cohort) {
        Kept now = kept;
        @Nullable CohortGrants[] known = now.byCohort;
        CohortGrants made = number < known.length ? known[number] : null;
        if (made == null) {
            made = new CohortGrants(cohort);
            known = number < known.length
                    ? known.clone()
                    : Arrays.copyOf(known, Math.max(number + 1, known.length * 2));
            known[number] = made;
            now.byCohort = known;
        }
        return made;
    }
}
