package io.mandate.query.projection;

import io.mandate.events.RecordedEvent;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Folds one batch of whole commits with all projections, in the transaction of the given connection.
final class BatchSession implements ProjectionSession {
    private final GenerationTables tables;
    private final Map<Table<?>, BufferedRows<?>> buffers = new HashMap<>();

    BatchSession(GenerationTables tables) {
        this.tables = tables;
    }

    void run(Connection connection, List<Projection> projections, List<Commit> commits) throws SQLException {
        List<RecordedEvent> events =
                commits.stream().flatMap(commit -> commit.events().stream()).toList();
        Prefetch wanted = (table, key) -> buffer(table).want(key);
        for (Projection projection : projections) {
            for (RecordedEvent event : events) {
                projection.prefetch(event, wanted);
            }
        }
        for (BufferedRows<?> buffer : buffers.values()) {
            tables.load(connection, buffer);
        }
        for (Projection projection : projections) {
            apply(projection, events);
        }
        for (BufferedRows<?> buffer : buffers.values()) {
            tables.flush(connection, buffer);
        }
    }

    @Override
    public <R extends Record> Rows<R> rows(Table<R> table) {
        return buffer(table);
    }

    private void apply(Projection projection, List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            try {
                projection.apply(event, this);
            } catch (RuntimeException e) {
                throw new ProjectionFailedException(projection.name(), event.seq(), e);
            }
        }
    }

    /// A buffer is only ever kept under the table it was made of.
    @SuppressWarnings("unchecked")
    private <R extends Record> BufferedRows<R> buffer(Table<R> table) {
        return (BufferedRows<R>) buffers.computeIfAbsent(table, BufferedRows::new);
    }
}
