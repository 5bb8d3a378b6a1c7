package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What several batches came to and is not written yet, with the commits it goes up to; and rows that are
/// written, since most of them change again: those need not be looked for.
final class HeldRows {
    /// A row with its key and its texts.
    private static final int BYTES_OF_A_ROW = 600;
    /// As many as take an eighth of the memory there may be.
    private static final int MOST =
            Math.clamp(Runtime.getRuntime().maxMemory() / (8 * BYTES_OF_A_ROW), 50_000, 1_000_000);

    private final GenerationTables tables;
    private final Map<TenantId, Commit> last = new LinkedHashMap<>();
    private final Map<TenantId, Long> from = new HashMap<>();
    private @Nullable BatchSession session;
    private long since;
    private long events;

    HeldRows(GenerationTables tables) {
        this.tables = tables;
    }

    void fold(Connection connection, List<Projection> projections, List<Commit> batch) throws SQLException {
        if (last.isEmpty()) {
            since = System.nanoTime();
        }
        for (Commit commit : batch) {
            from.putIfAbsent(commit.tenant(), commit.firstSeq() - 1);
            last.put(commit.tenant(), commit);
            events += commit.events().size();
        }
        if (session == null) {
            session = new BatchSession(tables, tables.empty(connection));
        }
        session.fold(connection, projections, batch);
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    boolean full(Hold hold) {
        return size() >= MOST
                || events >= hold.events()
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
        if (session != null) {
            session.flush(connection);
        }
        positions.move(connection, stored(), last);
    }

    /// The transaction ended well: nothing is to be written any more.
    void written() {
        if (session != null && (!session.stored() || 2 * session.size() > MOST)) {
            session = null;
        }
        letGo();
    }

    /// Begins anew, and knows nothing of what is stored; answers where the tenants stood before.
    Map<TenantId, Standing> forget() {
        Map<TenantId, Standing> stood = stored();
        session = null;
        letGo();
        return stood;
    }

    private void letGo() {
        last.clear();
        from.clear();
        events = 0;
    }

    private int size() {
        return session == null ? 0 : session.size();
    }

    private Map<TenantId, Standing> stored() {
        Map<TenantId, Standing> stored = new HashMap<>();
        from.forEach((tenant, seq) -> stored.put(tenant, new Standing(seq, false)));
        return stored;
    }
}
