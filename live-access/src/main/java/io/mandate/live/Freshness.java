package io.mandate.live;

import io.mandate.events.values.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// When each tenant's head was last confirmed to be the store's, on this process's monotonic clock.
final class Freshness {
    private final Map<TenantId, Long> confirmed = new ConcurrentHashMap<>();
    private final Duration maxStaleness;
    private final long began = System.nanoTime();

    Freshness(Duration maxStaleness) {
        this.maxStaleness = maxStaleness;
    }

    void confirmed(TenantId tenant, long readAtNanos) {
        confirmed.merge(tenant, readAtNanos, (before, now) -> now - before > 0 ? now : before);
    }

    Duration age(TenantId tenant) {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - confirmed.getOrDefault(tenant, began)));
    }

    /// The tenants that were confirmed once.
    Set<TenantId> tenants() {
        return Set.copyOf(confirmed.keySet());
    }

    /// Whether it was never confirmed.
    boolean unseen(TenantId tenant) {
        return !confirmed.containsKey(tenant);
    }

    boolean tooOld(TenantId tenant) {
        return age(tenant).compareTo(maxStaleness) > 0;
    }
}
