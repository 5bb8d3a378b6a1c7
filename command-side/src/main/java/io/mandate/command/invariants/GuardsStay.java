package io.mandate.command.invariants;

import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.values.UserId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whoever may edit the catalog does not switch a guard off for a moment to get past it: superusers do, who could do
/// all of it anyway, and operators. By what one holds it is not decided: who edits the catalog could retire all that
/// he does not hold, switch the guard off and bring it back. Switching a guard on is for everybody who may edit
/// policies.
@Component
@Order(7)
class GuardsStay implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        UserId giver = aftermath.giver();
        if (giver == null) {
            return;
        }
        for (DomainEvent event : aftermath.events()) {
            if (event instanceof TenantPolicyChanged changed
                    && switchesOff(changed)
                    && !Refuse.superuser(aftermath.before(), giver)) {
                throw new RejectedException(Rejection.of(
                        RejectionCode.GUARD_PROTECTED, "guard", changed.policy().key()));
            }
        }
    }

    private static boolean switchesOff(TenantPolicyChanged changed) {
        return changed.policy().guard() && !Boolean.parseBoolean(changed.to());
    }
}
