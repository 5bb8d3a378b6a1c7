package io.mandate.command.invariants;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserDeleted;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A tenant that has somebody for each [Stewardship] never loses the last of them, whatever the change was: a
/// suspension, a profile, the catalog, a module switched off. A tenant that has nobody is not kept from changes by
/// this, and nobody is kept by it whom Mandate itself deletes: he was erased before the tenant was restored, and must
/// not go on managing it.
@Component
@Order(4)
class LastAdministrator implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        if (aftermath.events().stream().noneMatch(LastAdministrator::mayTakeAway) || !guarded(aftermath)) {
            return;
        }
        for (Stewardship each : Stewardship.of(aftermath.before())) {
            if (!each.kept(aftermath.after()) && each.kept(aftermath.before())) {
                throw new RejectedException(refusal(each, each.needed()));
            }
        }
    }

    static Rejection refusal(Stewardship lost, List<String> needed) {
        return Rejection.of(RejectionCode.LAST_ADMINISTRATOR, "what", lost.what(), "needed", needed);
    }

    /// Whether the tenant is to have an administrator after all this.
    static boolean guarded(Aftermath aftermath) {
        return !deletedByMandate(aftermath)
                && !aftermath.after().tenantState().offboarded()
                && aftermath.after().tenantState().holds(Policy.GUARD_LAST_ADMINISTRATOR);
    }

    /// Operators delete nobody in a tenant.
    private static boolean deletedByMandate(Aftermath aftermath) {
        return aftermath.giver() == null && aftermath.events().stream().anyMatch(UserDeleted.class::isInstance);
    }

    private static boolean mayTakeAway(DomainEvent event) {
        return switch (event) {
            case UserEvent e -> Administrators.mayTakeAway(e);
            case ProfileEvent _, CatalogEvent _, TenantEvent _ -> true;
            case LicenceEvent _, RecordEvent _, TokenEvent _ -> false;
        };
    }
}
