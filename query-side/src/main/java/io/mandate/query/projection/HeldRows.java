package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What several batches came to and is not written yet, with the commits it goes up to; and rows that are
/// written, since most of them change again: those need not be looked for.
final class HeldRows implements AutoCloseable {
    private final GenerationTables tables;
    private final Map<TenantId, Commit> last = new LinkedHashMap<>();
    private final Map<TenantId, Long> from = new HashMap<>();
    private @Nullable FoldedRows rows;
    private long since;
    private long events;

    HeldRows(GenerationTables tables) {
        this.tables = tables;
    }

    /// @param packed how rows are kept that are not known yet
    void fold(Connection connection, List<Projection> projections, List<Commit> batch, boolean packed)
            throws SQLException {
        if (last.isEmpty()) {
            since = System.nanoTime();
        }
        for (Commit commit : batch) {
            from.putIfAbsent(commit.tenant(), commit.firstSeq() - 1);
            last.put(commit.tenant(), commit);
            events += commit.events().size();
        }
        if (rows == null) {
            Set<Table<?>> empty = tables.empty(connection);
            rows = packed ? new PackedModels(tables, empty) : new BatchSession(tables, empty);
        }
        rows.fold(connection, projections, batch);
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    boolean full(Hold hold) {
        return bytes() >= hold.bytes()
                || System.nanoTime() - since >= hold.longest().toNanos();
    }

    /// How many events came to it.
    long events() {
        return events;
    }

    /// Up to where each tenant is held.
    Map<TenantId, Long> upTo() {
        Map<TenantId, Long> ends = new HashMap<>();
        last.forEach((tenant, commit) -> ends.put(tenant, commit.lastSeq()));
        return ends;
    }

    /// Writes all of it with the positions, into a transaction that the caller ends and then says so.
    void write(Connection connection, StoredPositions positions) throws SQLException {
        if (rows != null) {
            rows.flush(connection);
        }
        positions.move(connection, stored(), last);
    }

    /// The transaction ended well: nothing is to be written any more.
    void written() {
        if (rows != null && !rows.stored()) {
            drop();
        }
        letGo();
    }

    /// Knows nothing of what is stored any more, if that takes too much.
    void forget(Hold hold) {
        if (2 * bytes() > hold.bytes()) {
            drop();
        }
    }

    /// Begins anew, and knows nothing of what is stored; answers where the tenants stood before.
    Map<TenantId, Standing> forget() {
        Map<TenantId, Standing> stood = stored();
        drop();
        letGo();
        return stood;
    }

    /// What is held is lost.
    @Override
    public void close() {
        drop();
    }

    private void drop() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    private void letGo() {
        last.clear();
        from.clear();
        events = 0;
    }

    /// About how much memory it takes.
    long bytes() {
        return rows == null ? 0 : rows.bytes();
    }

    private Map<TenantId, Standing> stored() {
        Map<TenantId, Standing> stored = new HashMap<>();
        from.forEach((tenant, seq) -> stored.put(tenant, new Standing(seq, false)));
        return stored;
    }
}
