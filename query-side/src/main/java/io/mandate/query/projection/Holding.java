package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Folds batch after batch into rows that are held in memory, and writes them now and then. What cannot be folded or
/// written is given up, back to what is stored; whoever goes on from there goes carefully, until all that was tried
/// with it is behind.
final class Holding implements AutoCloseable {
    private final Connection connection;
    private final List<Projection> projections;
    private final StoredPositions positions;
    private final Reached reached;
    private final Backlog backlog;
    private final HeldRows held;
    private final Map<TenantId, Long> suspects = new HashMap<>();
    private long written;
    private long folded;

    Holding(
            Connection connection,
            List<Projection> projections,
            GenerationTables tables,
            StoredPositions positions,
            Reached reached,
            Backlog backlog) {
        this.connection = connection;
        this.projections = projections;
        this.positions = positions;
        this.reached = reached;
        this.backlog = backlog;
        this.held = new HeldRows(tables);
    }

    /// How many events came to rows that were written.
    long written() {
        return written;
    }

    /// How many events were folded, those that were given up again too.
    long folded() {
        return folded;
    }

    /// Whether a commit that failed among the held ones may still be to come.
    boolean careful() {
        suspects.entrySet()
                .removeIf(suspect -> !backlog.holds(suspect.getKey())
                        || reached.of(suspect.getKey()).seq() >= suspect.getValue());
        return !suspects.isEmpty();
    }

    void hold(List<Commit> batch, Hold hold) throws SQLException {
        if (!batch.isEmpty()) {
            held.fold(connection, projections, batch, hold.packed());
            batch.forEach(commit -> folded += commit.events().size());
            connection.commit(); // only rows were looked at so far
            batch.forEach(commit -> reached.put(commit.tenant(), new Standing(commit.lastSeq(), false)));
        }
        if (backlog.isEmpty()) {
            end(); // who only follows changes few rows, and may do that for long
        } else if (held.full(hold)) {
            write();
            held.forget(hold);
        }
    }

    void write() throws SQLException {
        if (!held.isEmpty()) {
            try (Statement unlimited = connection.createStatement()) {
                // Many rows on a busy machine take long, and would take as long when tried again. Nobody waits for it.
                unlimited.execute("SET LOCAL statement_timeout = 0");
            }
            held.write(connection, positions);
            connection.commit();
            written += held.events();
            held.written();
        }
    }

    /// Writes what is held, and knows nothing of what is stored: somebody else writes it from now on.
    void end() throws SQLException {
        write();
        held.forget();
    }

    /// What is held is lost.
    @Override
    public void close() {
        held.close();
    }

    /// Back to what is stored; where a commit is to blame, it is looked for with care.
    void giveUp(boolean ofTheCommit) {
        Map<TenantId, Long> tried = held.upTo();
        Map<TenantId, Standing> stored = held.forget();
        reached.putAll(stored);
        stored.keySet().forEach(backlog::add);
        if (ofTheCommit) {
            suspects.putAll(tried);
        }
    }
}
