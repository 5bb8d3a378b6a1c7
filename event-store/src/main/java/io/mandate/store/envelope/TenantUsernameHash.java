package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

    @Override
    public Optional<byte[]> find(TenantId tenant, String text) {
        return tenants.find(tenant).map(key -> key.hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
