package io.mandate.command.tenant;

import io.mandate.access.AccessView;
import io.mandate.command.gate.ExpectsRevision;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.licence.LicenceCommand;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import java.time.ZoneId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything that can be wished of a tenant as a whole.
public sealed interface TenantChange extends TenantCommand {

    /// Registering tenants and ending them is one duty.
    RequiredRight ENDING = RequiredRight.of(LicenceCommand.OPERATIONS, "create");

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
            return RequiredRight.of(LicenceCommand.OPERATIONS, "create");
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
            return ENDING;
        }
    }

    /// The tenant ends, with its key.
    ///
    /// @param expectedRevision as of which the sender has seen the tenant; null: whatever it is
    record OffboardTenant(TenantId tenant, @Nullable Long expectedRevision)
            implements TenantChange, OperatorCommand, ExpectsRevision {
        @Override
        public RequiredRight right(AccessView head) {
            return ENDING;
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
            return RequiredRight.of(LicenceCommand.OPERATIONS, "edit");
        }
    }
}
