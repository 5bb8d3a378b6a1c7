package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.tenant.Availability;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who administers a tenant: an active person, without a perimeter, who can manage users and profiles for
/// every record, by whatever catalog the tenant has.
public final class Administrators {
    /// What it takes to put everything else right again, as far as the tenant's catalog has it at all.
    private static final Map<NodeKey, ActionSet> MANAGING = Map.of(
            new NodeKey("administration/users"), ActionSet.of("view", "edit", "assign"),
            new NodeKey("administration/profiles"), ActionSet.of("view", "edit"));

    private Administrators() {}

    /// Whether that principal does, if he can come in.
    public static boolean manages(AccessView view, UserId user) {
        @Nullable Cohort cohort = view.cohort(user);
        return cohort != null && manages(view, cohort);
    }

    /// Whether somebody does.
    static boolean managed(AccessView view) {
        return view.cohorts().keySet().stream().anyMatch(cohort -> manages(view, cohort));
    }

    /// Whether its members do, if they can come in.
    static boolean manages(AccessView view, Cohort cohort) {
        return cohort.kind() == PrincipalKind.USER
                && cohort.status() == UserStatus.ACTIVE
                && !cohort.perimeter()
                && MANAGING.entrySet().stream().allMatch(right -> all(view, cohort, right.getKey(), right.getValue()));
    }

    /// Whether a user who manages may do so no more after that event of his.
    static boolean mayTakeAway(UserEvent event) {
        return switch (event) {
            case UserRoleChanged _, UserAssigned _, UserUnassigned _, UserSuspended _ -> true;
            case UserDeleted _, UserPerimeterChanged _ -> true;
            default -> false;
        };
    }

    /// In words.
    static List<String> needed() {
        return MANAGING.entrySet().stream()
                .map(right -> right.getKey() + ": " + words(right.getValue()))
                .sorted()
                .toList();
    }

    private static String words(ActionSet actions) {
        return actions.actions().stream().map(ActionName::value).collect(Collectors.joining(" "));
    }

    private static boolean all(AccessView view, Cohort cohort, NodeKey key, ActionSet actions) {
        @Nullable CatalogNode node = view.catalog().node(key);
        return node != null
                && available(view, key)
                && actions.intersect(node.definition().supportedActions()).actions().stream()
                        .allMatch(action -> Held.freely(view, cohort, key, action));
    }

    private static boolean available(AccessView view, NodeKey key) {
        return view.catalog().path(key).stream()
                .filter(node -> node.definition().kind() == Kind.MODULE)
                .allMatch(module -> view.tenantState().availability(module.key()) == Availability.AVAILABLE);
    }
}
