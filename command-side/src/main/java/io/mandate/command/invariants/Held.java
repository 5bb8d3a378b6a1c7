package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// What role and profile give to a whole cohort, whether or not the module is available at the moment.
final class Held {
    private static final NodeKey CATALOG = new NodeKey("administration/catalog");
    private static final ActionName EDIT = new ActionName("edit");

    private Held() {}

    /// Whether somebody may change the catalog.
    static boolean catalog(AccessView view, UserId who) {
        @Nullable Cohort cohort = view.cohort(who);
        return cohort != null && freely(view, cohort, CATALOG, EDIT);
    }

    /// Whether its members may do so for every record and under no condition. Their perimeters are left
    /// aside.
    static boolean freely(AccessView view, Cohort cohort, NodeKey node, ActionName action) {
        return freely(view, cohort, Roles.profile(view, cohort), node, action);
    }

    /// The same if this were their profile.
    static boolean freely(AccessView view, Cohort cohort, @Nullable Profile profile, NodeKey node, ActionName action) {
        return ProfileGrants.given(view, cohort.role(), profile, node, action)
                .filter(given -> given.scope() instanceof All && given.condition() == null)
                .isPresent();
    }

    /// Whether somebody may do so by that catalog, for every record, with every field and under no condition.
    static boolean whole(AccessView view, Catalog catalog, UserId who, NodeKey node, ActionName action) {
        @Nullable Subject subject = view.user(who);
        @Nullable Cohort cohort = view.cohort(who);
        return subject != null
                && cohort != null
                && subject.status() == UserStatus.ACTIVE
                && subject.perimeter() == null
                && ProfileGrants.given(catalog, cohort.role(), Roles.profile(view, cohort), node, action)
                        .filter(given -> given.scope() instanceof All
                                && given.condition() == null
                                && given.masked().isEmpty())
                        .isPresent();
    }

    /// Whether any active person may do so for every record and under no condition.
    static boolean freelyByAnybody(AccessView view, NodeKey node, ActionName action) {
        return view.cohorts().keySet().stream()
                .filter(Cohort::activePeople)
                .anyMatch(cohort -> freely(view, cohort, node, action));
    }

    /// Whether any active person may do so, for some record at least.
    static boolean byAnybody(AccessView view, NodeKey node, ActionName action) {
        return byAnybody(view, view.catalog(), node, action);
    }

    /// The same by another catalog than that of the view.
    static boolean byAnybody(AccessView view, Catalog catalog, NodeKey node, ActionName action) {
        return view.cohorts().keySet().stream()
                .filter(Cohort::activePeople)
                .anyMatch(
                        cohort -> ProfileGrants.given(catalog, cohort.role(), Roles.profile(view, cohort), node, action)
                                .isPresent());
    }
}
