package io.mandate.command.tenant;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.tenant.TenantState;
import io.mandate.command.rules.Decision;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.tenant.TenantChange.OrderOffboarding;
import io.mandate.command.tenant.TenantChange.RegisterTenant;
import io.mandate.command.tenant.TenantChange.SetModuleAvailability;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;

/// What may become of a tenant as a whole, and by which events.
final class TenantRules {
    private TenantRules() {}

    /// @param keyId the name of the key that everything in the tenant is sealed under
    static Decision<TenantEvent> decide(TenantState state, Catalog catalog, TenantChange change, String keyId) {
        return switch (change) {
            case RegisterTenant c ->
                state.registered()
                        ? reject(RejectionCode.TENANT_ALREADY_EXISTS, "tenant", c.tenant())
                        : accept(new TenantRegistered(c.zone(), c.label()), new DecisionRulesAdopted(0, c.rules()));
            case SetModuleAvailability c -> availability(state, catalog, c);
            case OrderOffboarding c ->
                state.orders().containsKey(c.offboarded())
                        ? unchanged()
                        : accept(new TenantOffboardingOrdered(c.offboarded()));
            case OffboardTenant c -> state.offboarded() ? unchanged() : accept(new TenantOffboarded(keyId));
        };
    }

    private static Decision<TenantEvent> availability(
            TenantState state, Catalog catalog, SetModuleAvailability change) {
        CatalogNode node = catalog.node(change.module());
        if (node == null || node.definition().kind() != NodeDefinition.Kind.MODULE) {
            return reject(RejectionCode.MODULE_UNKNOWN, "module", change.module());
        }
        Availability from = state.availability(change.module());
        return from == change.availability()
                ? unchanged()
                : accept(new ModuleAvailabilityChanged(change.module(), from, change.availability()));
    }
}
