package io.mandate.store;

import io.mandate.events.values.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/// Tests that each have a tenant of their own, in one store that all of them share; it ends with the JVM.
public abstract class InNewTenant {
    protected static final StoreNode node = StoreNode.onNewDatabase(folder());

    private static final AtomicInteger TENANTS = new AtomicInteger();

    protected TenantId tenant = Samples.ACME;

    @BeforeEach
    void a_new_tenant() {
        tenant = new TenantId("tenant-" + TENANTS.incrementAndGet());
        Samples.register(node, tenant);
    }

    private static Path folder() {
        try {
            // Beside what the build makes, and thrown away with it.
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
