package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.UserStatus;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A tenant that has somebody who can manage users and profiles never loses the last one: an active
/// person, without a perimeter, who may do so for every record. Whatever the change was: a
/// suspension, a profile, the catalog, a module switched off. A tenant that has nobody is not kept
/// from changes by this, and nobody is kept by it whom Mandate itself deletes: he was erased before
/// the tenant was restored, and must not go on managing it.
@Component
@Order(4)
class LastAdministrator implements PostCondition {
    /// What it takes to put everything else right again, as far as the tenant's catalog has it at all.
    private static final Map<NodeKey, ActionSet> MANAGING = Map.of(
            new NodeKey("administration/users"), ActionSet.of("view", "edit", "assign"),
            new NodeKey("administration/profiles"), ActionSet.of("view", "edit"));

    @Override
    public void check(Aftermath aftermath) {
        if (aftermath.events().stream().anyMatch(LastAdministrator::mayTakeAway)
                && guarded(aftermath)
                && !managed(aftermath.after())
                && managed(aftermath.before())) {
            throw new RejectedException(Rejection.of(RejectionCode.LAST_ADMINISTRATOR, "needed", needed()));
        }
    }

    /// Whether the tenant is to have an administrator after all this.
    static boolean guarded(Aftermath aftermath) {
        return !deletedByMandate(aftermath)
                && !aftermath.after().tenantState().offboarded()
                && aftermath.after().tenantState().holds(Policy.GUARD_LAST_ADMINISTRATOR);
    }

    private static List<String> needed() {
        return MANAGING.entrySet().stream()
                .map(right -> right.getKey() + ": " + words(right.getValue()))
                .sorted()
                .toList();
    }

    private static String words(ActionSet actions) {
        return actions.actions().stream().map(ActionName::value).collect(Collectors.joining(" "));
    }

    /// Operators delete nobody in a tenant.
    private static boolean deletedByMandate(Aftermath aftermath) {
        return aftermath.giver() == null && aftermath.events().stream().anyMatch(UserDeleted.class::isInstance);
    }

    /// Whether somebody can manage users and profiles.
    static boolean managed(AccessView view) {
        return view.cohorts().keySet().stream().anyMatch(cohort -> manages(view, cohort));
    }

    /// Whether its members can, if they can come in.
    static boolean manages(AccessView view, Cohort cohort) {
        return cohort.kind() == PrincipalKind.USER
                && cohort.status() == UserStatus.ACTIVE
                && !cohort.perimeter()
                && MANAGING.entrySet().stream().allMatch(right -> all(view, cohort, right.getKey(), right.getValue()));
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

    private static boolean mayTakeAway(DomainEvent event) {
        return switch (event) {
            case UserEvent e ->
                switch (e) {
                    case UserRoleChanged _, UserAssigned _, UserUnassigned _, UserSuspended _ -> true;
                    case UserDeleted _, UserPerimeterChanged _ -> true;
                    default -> false;
                };
            case ProfileEvent _, CatalogEvent _, TenantEvent _ -> true;
            case LicenceEvent _, RecordEvent _, TokenEvent _ -> false;
        };
    }
}
