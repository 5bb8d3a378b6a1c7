package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

@Component
class TenantUsernameHash implements UsernameHash {
    private final TenantKeys tenants;

    TenantUsernameHash(TenantKeys tenants) {
        this.tenants = tenants;
    }

    @Override
    public byte[] of(TenantId tenant, String username) {
        return tenants.of(tenant).hash(username.getBytes(StandardCharsets.UTF_8));
    }
}
