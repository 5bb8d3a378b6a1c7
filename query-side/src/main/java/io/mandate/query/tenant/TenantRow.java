package io.mandate.query.tenant;

import io.mandate.access.AccessView;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A tenant as operators see it.
///
/// @param zone in which its days are read
/// @param catalog the name of its catalog; null: it has none
/// @param catalogVersion the version its catalog states
/// @param availability what was said about modules; those not named are available
/// @param offboarded whether it ended: then nothing in it can be asked or changed
/// @param revision what `If-Match` takes
public record TenantRow(
        TenantId id,
        @Nullable Label label,
        String zone,
        @Nullable String catalog,
        @Nullable String catalogVersion,
        Map<NodeKey, Availability> availability,
        boolean offboarded,
        long revision) {

    static TenantRow of(AccessView tenant) {
        CatalogImported source = tenant.catalog().source().orElse(null);
        Map<NodeKey, Availability> availability = new TreeMap<>();
        tenant.tenantState().availability().forEach((module, said) -> availability.put(module, said.value()));
        return new TenantRow(
                tenant.tenant(),
                tenant.tenantState().label(),
                tenant.tenantState().zone().getId(),
                source == null ? null : source.name(),
                source == null ? null : source.version(),
                availability,
                tenant.tenantState().offboarded(),
                tenant.tenantState().seq());
    }
}
