package io.mandate.query.projection;

import io.mandate.store.reach.StoreReach;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// How the read models stand, in numbers: health is for whoever runs the machine, so it names no tenant. A
/// parked tenant does not make the node unhealthy, for the others are served; which tenants they are,
/// operators ask at `/v1/operations/projections`.
@Component("readModels")
final class ReadModelsHealth implements HealthIndicator {
    private final StoreReach store;
    private final ProjectionStatus status;

    ReadModelsHealth(StoreReach store, ProjectionStatus status) {
        this.store = store;
        this.status = status;
    }

    @Override
    public Health health() {
        if (!store.answers()) {
            return Health.down()
                    .withDetail("error", "the store does not answer")
                    .build();
        }
        try {
            return health(status.report());
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("error", e.getClass().getSimpleName())
                    .build();
        }
    }

    private static Health health(ProjectionStatus.Report report) {
        Integer generation = report.generation();
        Health.Builder health = generation == null ? Health.outOfService() : Health.up();
        return health.withDetail("generation", generation == null ? 0 : generation)
                .withDetail("leading", report.leading())
                .withDetail("tenants", report.tenants())
                .withDetail("current", report.current())
                .withDetail("near", report.near())
                .withDetail("far", report.far())
                .withDetail("parked", report.parkedTenants())
                .withDetail("eventsBehind", report.behind())
                .withDetail("largestLag", report.largestLag())
                .build();
    }
}
