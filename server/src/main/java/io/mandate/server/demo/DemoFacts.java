package io.mandate.server.demo;

import io.mandate.events.values.TenantId;
import java.util.List;

/// What somebody needs to try the demo; kept in `demo.json` of the data folder.
///
/// @param url where the server answers
public record DemoFacts(String url, List<DemoTenant> tenants) {
    public DemoFacts {
        tenants = List.copyOf(tenants);
    }

    /// One sample tenant with the tokens to use it.
    public record DemoTenant(
            TenantId id, String catalog, String administratorToken, String serviceToken, String auditorToken) {}
}
