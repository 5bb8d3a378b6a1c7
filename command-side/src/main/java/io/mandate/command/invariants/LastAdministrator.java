package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.user.Cohort;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.UserEvent.UserDeleted;
import java.util.List;
import java.util.Set;
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
        if (!Administrators.touched(aftermath) || !guarded(aftermath)) {
            return;
        }
        AccessView after = aftermath.after();
        Set<Cohort> left = after.cohorts().keySet();
        Set<Cohort> had = aftermath.before().cohorts().keySet();
        for (Stewardship each : Stewardship.of(aftermath.before(), had)) {
            if (!each.kept(after, left)) {
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
}
