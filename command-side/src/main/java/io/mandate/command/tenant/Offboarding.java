package io.mandate.command.tenant;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.Proviso;
import io.mandate.command.licence.TenantRecord;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.tenant.TenantChange.OrderOffboarding;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import java.util.List;
import org.springframework.stereotype.Component;

/// Ends tenants. A transaction holds one tenant, so there are two: the order is recorded with the
/// operators first, with who and why; then the tenant ends. What is ordered is carried out sooner
/// or later, see [OrderedOffboardings].
@Component
class Offboarding {
    private final CommandGate gate;

    Offboarding(CommandGate gate) {
        this.gate = gate;
    }

    /// Refuses who may not end tenants, whatever else is wrong with the wish; that it was tried is on
    /// record.
    void admit(ChangeRequest request, TenantId tenant) {
        if (request.caller().operator()) {
            TenantRecord.ending(tenant)
                    .forEach(right -> gate.informed(request.unseen(), Caller.SYSTEM_TENANT, right, () -> tenant));
        } else {
            gate.execute(request.unseen(), List.of(new OrderOffboarding(Caller.SYSTEM_TENANT, tenant)));
        }
    }

    /// Ends a tenant, if it could be ended as it was seen; one that ended already is no change.
    Outcome offboard(ChangeRequest request, TenantId tenant, long seen) {
        if (tenant.equals(Caller.SYSTEM_TENANT)) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.FIELD_INVALID,
                    "field",
                    "tenant",
                    "rule",
                    "the tenant of the operators cannot be off-boarded"));
        }
        ChangeRequest ordering = request.unseen();
        // Tried before it is ordered: an order that cannot be carried out must not be there. A retry was tried then.
        if (!gate.answered(ordering, Caller.SYSTEM_TENANT)) {
            gate.preview(request, List.of(new OffboardTenant(tenant, seen)), Proviso.NONE);
        }
        // The key of the retry is kept with the order: the tenant has nothing to keep it by when it has ended. That it
        // ends is answered anew each time, and the same, since nothing can happen in it any more.
        gate.execute(ordering, List.of(new OrderOffboarding(Caller.SYSTEM_TENANT, tenant)));
        return gate.execute(ordering.unremembered(), List.of(new OffboardTenant(tenant, null)));
    }
}
