package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What several batches came to and is not written yet, with the commits it goes up to.
final class HeldRows {
    /// Some hundred bytes each.
    private static final int MOST = 200_000;
    /// Progress is told by what is written.
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final GenerationTables tables;
    private final Map<TenantId, Commit> last = new LinkedHashMap<>();
    private final Map<TenantId, Long> from = new HashMap<>();
    private BatchSession session;
    private long since;

    HeldRows(GenerationTables tables) {
        this.tables = tables;
        this.session = new BatchSession(tables);
    }

    void fold(Connection connection, List<Projection> projections, List<Commit> batch) throws SQLException {
        if (last.isEmpty()) {
            since = System.nanoTime();
        }
        for (Commit commit : batch) {
            from.putIfAbsent(commit.tenant(), commit.firstSeq() - 1);
            last.put(commit.tenant(), commit);
        }
        session.fold(connection, projections, batch);
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    boolean full() {
        return session.size() >= MOST || System.nanoTime() - since >= LONGEST;
    }

    /// Writes all of it with the positions, into a transaction that the caller ends.
    void write(Connection connection, StoredPositions positions) throws SQLException {
        session.flush(connection);
        positions.move(connection, stored(), last);
        forget();
    }

    /// Begins anew; answers where the tenants stood before.
    Map<TenantId, Standing> forget() {
        Map<TenantId, Standing> stood = stored();
        session = new BatchSession(tables);
        last.clear();
        from.clear();
        return stood;
    }

    private Map<TenantId, Standing> stored() {
        Map<TenantId, Standing> stored = new HashMap<>();
        from.forEach((tenant, seq) -> stored.put(tenant, new Standing(seq, false)));
        return stored;
    }
}
