package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How far each tenant has come in one generation, as far as its writer knows.
final class Reached {
    private final Map<TenantId, Standing> standings = new HashMap<>();

    Standing of(TenantId tenant) {
        return standings.getOrDefault(tenant, Standing.BEGINNING);
    }

    Map<TenantId, Standing> all() {
        return Collections.unmodifiableMap(standings);
    }

    Map<TenantId, Long> positions() {
        Map<TenantId, Long> all = new HashMap<>();
        standings.forEach((tenant, standing) -> all.put(tenant, standing.seq()));
        return all;
    }

    Set<TenantId> parked() {
        Set<TenantId> parked = new HashSet<>();
        standings.forEach((tenant, standing) -> {
            if (standing.parked()) {
                parked.add(tenant);
            }
        });
        return parked;
    }

    void put(TenantId tenant, Standing standing) {
        standings.put(tenant, standing);
    }

    void putAll(Map<TenantId, Standing> stored) {
        standings.putAll(stored);
    }
}
