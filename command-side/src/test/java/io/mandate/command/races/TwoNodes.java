package io.mandate.command.races;

import io.mandate.command.testing.CommandNode;
import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Where races are run: two command nodes on one database, in one process or in two.
interface TwoNodes {
    /// So many wishes begin at one moment, half of them on either node.
    int RACERS = 16;

    AtomicInteger TENANTS = new AtomicInteger();

    /// The node in this process.
    CommandNode here();

    /// What became of wishes that all began at one moment, in their order; every second one is carried out by the other
    /// node.
    List<String> atOnce(List<String> wishes);

    /// A tenant of its own for one race.
    default RaceTenant tenant() {
        return RaceTenant.begin(this, new TenantId("acme-" + TENANTS.incrementAndGet()));
    }
}
