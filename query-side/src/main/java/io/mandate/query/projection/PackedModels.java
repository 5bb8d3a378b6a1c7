package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Stands before the tables of a generation: batches find in it what is known, and leave there what they came to, which
/// is written now and then. A row is an object only while a batch works with it.
final class PackedModels implements Storage, FoldedRows {
    private final GenerationTables tables;
    private final Set<Table<?>> complete;
    private final Map<Table<?>, PackedRows<?>> packed = new HashMap<>();
    private final Set<TenantId> ended = new HashSet<>();

    /// @param complete the tables in which nothing is stored
    PackedModels(GenerationTables tables, Set<Table<?>> complete) {
        this.tables = tables;
        this.complete = complete;
    }

    @Override
    public void fold(Connection connection, List<Projection> projections, List<Commit> commits) throws SQLException {
        new BatchSession(this).run(connection, projections, commits);
    }

    @Override
    public void load(Connection connection, BufferedRows<?> rows) throws SQLException {
        loadTyped(connection, rows);
    }

    @Override
    public void flush(Connection connection, BufferedRows<?> rows) {
        flushTyped(rows);
    }

    @Override
    public void clear(Connection connection, TenantId tenant) {
        ended.add(tenant);
    }

    @Override
    public void flush(Connection connection) throws SQLException {
        for (PackedRows<?> rows : packed.values()) {
            tables.write(connection, rows);
        }
        for (TenantId tenant : ended) {
            tables.clear(connection, tenant);
        }
    }

    @Override
    public boolean stored() {
        packed.values().forEach(PackedRows::stored);
        return ended.isEmpty();
    }

    @Override
    public long bytes() {
        return packed.values().stream().mapToLong(PackedRows::bytes).sum();
    }

    @Override
    public void close() {
        packed.values().forEach(PackedRows::close);
    }

    private <R extends Record> void loadTyped(Connection connection, BufferedRows<R> rows) throws SQLException {
        PackedRows<R> known = packed(rows.table());
        List<R> found = new ArrayList<>();
        List<RowKey> unknown = known.find(rows.wanted(), found);
        if (!unknown.isEmpty()) {
            List<R> stored = tables.read(connection, rows.table(), unknown);
            known.stored(unknown, stored);
            found.addAll(stored);
        }
        rows.loaded(found);
    }

    private <R extends Record> void flushTyped(BufferedRows<R> rows) {
        packed(rows.table()).take(rows);
    }

    /// Rows are only ever kept under the table they were made of.
    @SuppressWarnings("unchecked")
    private <R extends Record> PackedRows<R> packed(Table<R> table) {
        return (PackedRows<R>)
                packed.computeIfAbsent(table, unknown -> new PackedRows<>(unknown, complete.contains(unknown)));
    }
}
