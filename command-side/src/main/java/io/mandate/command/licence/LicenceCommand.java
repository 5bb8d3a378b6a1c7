package io.mandate.command.licence;

import io.mandate.access.AccessView;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.store.append.StreamId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything that can be wished of a tenant's licence; by operators only.
public sealed interface LicenceCommand extends OperatorCommand {

    /// The node of the system tenant's catalog that stands for tenants.
    String OPERATIONS = "operations/tenants";

    @Override
    TenantId tenant();

    @Override
    @TargetAggregateIdentifier
    default String stream() {
        return StreamId.of(tenant(), StreamId.Kind.LICENCE);
    }

    @Override
    default RequiredRight right(AccessView head) {
        return TenantRecord.right("edit", tenant());
    }

    /// The contract includes so many users of the tier.
    ///
    /// @param limit 0 or more; null: unlimited
    /// @param mode what happens beyond it; null: as it is, and SOFT where nothing was said of the tier
    record SetQuota(
            TenantId tenant,
            TierName tier,
            @Nullable Long limit,
            @Nullable QuotaMode mode) implements LicenceCommand {}
}
