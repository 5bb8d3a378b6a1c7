package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a batch in one transaction. One that fails is halved until the failing commit stands alone; its tenant is
/// parked, the others go on.
final class Bisection {
    private final Connection connection;
    private final List<Projection> projections;
    private final GenerationTables tables;
    private final StoredPositions positions;
    private final Reached reached;
    private final Parking parking;
    private final Permission permission;
    private long written;

    /// Asked in every transaction, before anything is written.
    interface Permission {
        void require(Connection connection) throws SQLException;
    }

    Bisection(
            Connection connection,
            List<Projection> projections,
            GenerationTables tables,
            StoredPositions positions,
            Reached reached,
            Parking parking,
            Permission permission) {
        this.connection = connection;
        this.projections = projections;
        this.tables = tables;
        this.positions = positions;
        this.reached = reached;
        this.parking = parking;
        this.permission = permission;
    }

    /// How many events it wrote.
    long written() {
        return written;
    }

    /// Answers the new positions.
    Map<TenantId, Long> write(List<Commit> batch) throws SQLException {
        if (batch.isEmpty()) {
            return Map.of();
        }
        try {
            return attempt(batch);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            if (!Failures.ofTheCommit(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                Commit poisoned = batch.getFirst();
                parking.park(poisoned.tenant(), poisoned.firstSeq(), e);
                return Map.of();
            }
        }
        Map<TenantId, Long> positionsReached = new HashMap<>(write(batch.subList(0, batch.size() / 2)));
        positionsReached.putAll(write(batch.subList(batch.size() / 2, batch.size()).stream()
                .filter(commit -> !reached.of(commit.tenant()).parked())
                .toList()));
        return positionsReached;
    }

    private Map<TenantId, Long> attempt(List<Commit> batch) throws SQLException {
        Map<TenantId, Commit> last = new LinkedHashMap<>();
        batch.forEach(commit -> last.put(commit.tenant(), commit));
        permission.require(connection);
        new BatchSession(tables).run(connection, projections, batch);
        positions.move(connection, reached.all(), last);
        connection.commit();
        Map<TenantId, Long> moved = new HashMap<>();
        last.forEach((tenant, commit) -> {
            reached.put(tenant, new Standing(commit.lastSeq(), false));
            moved.put(tenant, commit.lastSeq());
        });
        written += batch.stream().mapToInt(commit -> commit.events().size()).sum();
        return moved;
    }
}
