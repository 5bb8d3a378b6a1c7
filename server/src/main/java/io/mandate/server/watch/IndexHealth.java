package io.mandate.server.watch;

import io.mandate.live.IndexStanding;
import io.mandate.live.LiveIndex;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// How the access index stands. One tenant that cannot be followed does not make the process unhealthy, for the others
/// are answered; a process that can answer for nobody is out of service.
@Component("accessIndex")
final class IndexHealth implements HealthIndicator {
    private final LiveIndex live;

    IndexHealth(LiveIndex live) {
        this.live = live;
    }

    @Override
    public Health health() {
        return health(live.standing());
    }

    static Health health(IndexStanding standing) {
        boolean answers = standing.tenants() == 0 || standing.current() > 0;
        return (answers ? Health.up() : Health.outOfService())
                .withDetail("tenants", standing.tenants())
                .withDetail("current", standing.current())
                .withDetail("stale", standing.stale())
                .withDetail("unavailable", standing.unavailable())
                .withDetail("eventsBehind", standing.lag())
                .withDetail("oldestConfirmationMillis", standing.oldest().toMillis())
                .build();
    }
}
