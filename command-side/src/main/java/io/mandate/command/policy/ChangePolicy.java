package io.mandate.command.policy;

import io.mandate.access.AccessView;
import io.mandate.command.gate.ExpectsRevision;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// A policy of the tenant has this value from now on. It goes to the stream of the tenant as a whole.
///
/// @param value in the written form of the policy
/// @param expectedRevision the position as of which the sender has seen the policies; null: whatever they are
public record ChangePolicy(
        TenantId tenant,
        Policy policy,
        String value,
        @Nullable Long expectedRevision) implements ExpectsRevision {
    @Override
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, StreamId.Kind.TENANT);
    }

    @Override
    public RequiredRight right(AccessView head) {
        return RequiredRight.of("administration/catalog", "edit");
    }
}
