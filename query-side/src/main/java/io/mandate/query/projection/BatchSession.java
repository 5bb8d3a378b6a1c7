package io.mandate.query.projection;

import io.mandate.events.RecordedEvent;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Folds whole commits with all projections and writes what came of them, in the transaction of the
/// given connection.
final class BatchSession implements ProjectionSession, FoldedRows {
    /// A row with its key and its texts.
    private static final int BYTES_OF_A_ROW = 600;

    private final Storage tables;
    private final Set<Table<?>> complete;
    private final Map<Table<?>, BufferedRows<?>> buffers = new HashMap<>();
    private final Set<TenantId> ended = new HashSet<>();

    BatchSession(Storage tables) {
        this(tables, Set.of());
    }

    /// @param complete the tables in which nothing is stored but what this session writes
    BatchSession(Storage tables, Set<Table<?>> complete) {
        this.tables = tables;
        this.complete = complete;
    }

    void run(Connection connection, List<Projection> projections, List<Commit> commits) throws SQLException {
        fold(connection, projections, commits);
        flush(connection);
    }

    @Override
    public void fold(Connection connection, List<Projection> projections, List<Commit> commits) throws SQLException {
        List<RecordedEvent> events =
                commits.stream().flatMap(commit -> commit.events().stream()).toList();
        Prefetch wanted = (table, key) -> buffer(table).want(key);
        for (RecordedEvent event : events) {
            for (Projection projection : projections) {
                projection.prefetch(event, wanted);
            }
        }
        for (BufferedRows<?> buffer : buffers.values()) {
            tables.load(connection, buffer);
        }
        // Event by event and not model by model: an event that was just looked at is near the processor.
        for (RecordedEvent event : events) {
            for (Projection projection : projections) {
                apply(projection, event);
            }
        }
        events.stream()
                .filter(event -> event.event() instanceof TenantOffboarded)
                .forEach(event -> ended.add(event.tenant()));
    }

    @Override
    public void flush(Connection connection) throws SQLException {
        for (BufferedRows<?> buffer : buffers.values()) {
            tables.flush(connection, buffer);
        }
        for (TenantId tenant : ended) {
            tables.clear(connection, tenant);
        }
    }

    @Override
    public boolean stored() {
        buffers.values().forEach(BufferedRows::stored);
        return ended.isEmpty();
    }

    @Override
    public long bytes() {
        return BYTES_OF_A_ROW
                * buffers.values().stream().mapToLong(BufferedRows::size).sum();
    }

    @Override
    public void close() {
        // objects of the heap
    }

    @Override
    public <R extends Record> Rows<R> rows(Table<R> table) {
        return buffer(table);
    }

    private void apply(Projection projection, RecordedEvent event) {
        try {
            projection.apply(event, this);
        } catch (RuntimeException e) {
            throw new ProjectionFailedException(projection.name(), event.seq(), e);
        }
    }

    /// A buffer is only ever kept under the table it was made of.
    @SuppressWarnings("unchecked")
    private <R extends Record> BufferedRows<R> buffer(Table<R> table) {
        return (BufferedRows<R>) buffers.computeIfAbsent(table, this::empty);
    }

    private <R extends Record> BufferedRows<R> empty(Table<R> table) {
        return new BufferedRows<>(table, complete.contains(table));
    }
}
