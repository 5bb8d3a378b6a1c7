package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a tenant whose next commit fails stay before it, until somebody asks for another try.
final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

    private final Connection connection;
    private final StoredPositions positions;
    private final Reached reached;
    private final Backlog backlog;

    Parking(Connection connection, StoredPositions positions, Reached reached, Backlog backlog) {
        this.connection = connection;
        this.positions = positions;
        this.reached = reached;
        this.backlog = backlog;
    }

    void park(TenantId tenant, long failedSeq, Exception failure) throws SQLException {
        String reason = Failures.reason(failure);
        positions.park(connection, tenant, failedSeq, Failures.projection(failure), reason);
        connection.commit();
        reached.put(tenant, new Standing(reached.of(tenant).seq(), true));
        backlog.remove(tenant);
        LOG.error("The read models of tenant {} stay before event {}: {}", tenant, failedSeq, reason);
    }

    /// Parks a tenant whose next commit cannot even be read, unless what failed is the reading as such.
    void unreadable(TenantId tenant, long afterSeq, RuntimeException failure) throws SQLException {
        Standing standing = reached.of(tenant);
        if (Failures.ofTheCommit(failure) && standing.seq() == afterSeq && !standing.parked()) {
            park(tenant, afterSeq + 1, failure);
        }
    }

    /// Tries the tenants again for which somebody asked that.
    void retry() throws SQLException {
        List<TenantId> tenants = positions.unpark(connection);
        connection.commit();
        for (TenantId tenant : tenants) {
            long seq = reached.of(tenant).seq();
            LOG.info("The read models of tenant {} are tried again from {}", tenant, seq);
            reached.put(tenant, new Standing(seq, false));
            backlog.add(tenant);
        }
    }
}
