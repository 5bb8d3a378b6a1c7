package io.mandate.server.watch;

import io.mandate.store.reach.StoreReach;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the store can be reached, in place of the framework's own, which waits for the pool.
@Component("dbHealthIndicator")
final class StoreHealth implements HealthIndicator {
    private final StoreReach store;

    StoreHealth(StoreReach store) {
        this.store = store;
    }

    @Override
    public Health health() {
        return (store.answers() ? Health.up() : Health.down()).build();
    }
}
