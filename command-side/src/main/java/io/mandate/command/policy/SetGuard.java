package io.mandate.command.policy;

import io.mandate.access.AccessView;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.licence.TenantRecord;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// An operator switches a guard of a tenant on or off. In a tenant without superusers nobody else can switch one off.
///
/// @param guard one of those that are guards
public record SetGuard(TenantId tenant, Policy guard, boolean on) implements OperatorCommand {
    @Override
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, StreamId.Kind.TENANT);
    }

    @Override
    public RequiredRight right(AccessView head) {
        return TenantRecord.right("edit", tenant);
    }
}
