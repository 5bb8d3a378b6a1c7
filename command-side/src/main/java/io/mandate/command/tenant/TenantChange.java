package io.mandate.command.tenant;

import io.mandate.access.AccessView;
import io.mandate.command.gate.ExpectsRevision;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.licence.TenantRecord;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything that can be wished of a tenant as a whole.
public sealed interface TenantChange extends TenantCommand {

    @Override
    TenantId tenant();

    @Override
    @TargetAggregateIdentifier
    default String stream() {
        return StreamId.of(tenant(), StreamId.Kind.TENANT);
    }

    /// The tenant begins. Its catalog and its first administrator are further commands of the same change.
    ///
    /// @param zone in which its days are read
    /// @param label how operators call it
    /// @param rules the version of the decision rules it begins with, 1 or more
    record RegisterTenant(TenantId tenant, ZoneId zone, Label label, int rules)
            implements TenantChange, OperatorCommand {
        @Override
        public RequiredRight right(AccessView head) {
            return TenantRecord.right("create", tenant);
        }

        @Override
        public boolean registersTenant() {
            return true;
        }

        @Override
        public String resultId() {
            return tenant.value();
        }
    }

    /// It is ordered that a tenant ends: recorded with the operators before anything is destroyed,
    /// so that it is never forgotten who did it and why.
    ///
    /// @param tenant that of the operators
    /// @param offboarded the one that ends
    record OrderOffboarding(TenantId tenant, TenantId offboarded) implements TenantChange, OperatorCommand {
        @Override
        public RequiredRight right(AccessView head) {
            return TenantRecord.right("create", offboarded);
        }

        @Override
        public List<RequiredRight> rights(AccessView head) {
            return TenantRecord.ending(offboarded);
        }
    }

    /// The tenant ends, with its key.
    ///
    /// @param expectedRevision as of which the sender has seen the tenant; null: whatever it is
    record OffboardTenant(TenantId tenant, @Nullable Long expectedRevision)
            implements TenantChange, OperatorCommand, ExpectsRevision {
        @Override
        public RequiredRight right(AccessView head) {
            return TenantRecord.right("create", tenant);
        }

        @Override
        public List<RequiredRight> rights(AccessView head) {
            return TenantRecord.ending(tenant);
        }

        @Override
        public boolean endsTenant() {
            return true;
        }
    }

    /// A module becomes available to the tenant, or is no longer so; superusers included.
    record SetModuleAvailability(TenantId tenant, NodeKey module, Availability availability)
            implements TenantChange, OperatorCommand {
        @Override
        public RequiredRight right(AccessView head) {
            return TenantRecord.right("edit", tenant);
        }
    }
}
