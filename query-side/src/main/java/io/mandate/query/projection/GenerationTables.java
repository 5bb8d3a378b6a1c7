package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tables of all projections in the schema of one generation.
final class GenerationTables implements Storage {
    private final Map<Table<?>, TableStatements<?>> statements = new HashMap<>();

    GenerationTables(Generation generation, List<Projection> projections) {
        for (Projection projection : projections) {
            for (Table<?> table : projection.tables()) {
                statements.put(table, new TableStatements<>(generation.schema(), table));
            }
        }
    }

    @Override
    public void load(Connection connection, BufferedRows<?> rows) throws SQLException {
        loadTyped(connection, rows);
    }

    @Override
    public void flush(Connection connection, BufferedRows<?> rows) throws SQLException {
        flushTyped(connection, rows);
    }

    /// The rows of some keys, as far as there are any.
    <R extends Record> List<R> read(Connection connection, Table<R> table, List<RowKey> keys) throws SQLException {
        return of(table).read(connection, keys);
    }

    /// Writes what is not written yet.
    void write(Connection connection, PackedRows<?> rows) throws SQLException {
        writeTyped(connection, rows);
    }

    /// The tables without a row.
    Set<Table<?>> empty(Connection connection) throws SQLException {
        Set<Table<?>> empty = new HashSet<>();
        for (Map.Entry<Table<?>, TableStatements<?>> table : statements.entrySet()) {
            if (table.getValue().empty(connection)) {
                empty.add(table.getKey());
            }
        }
        return empty;
    }

    @Override
    public void clear(Connection connection, TenantId tenant) throws SQLException {
        for (TableStatements<?> table : statements.values()) {
            table.clear(connection, tenant);
        }
    }

    private <R extends Record> void loadTyped(Connection connection, BufferedRows<R> rows) throws SQLException {
        if (!rows.wanted().isEmpty()) {
            rows.loaded(of(rows.table()).read(connection, rows.wanted()));
        }
    }

    private <R extends Record> void writeTyped(Connection connection, PackedRows<R> rows) throws SQLException {
        of(rows.table()).write(connection, rows);
    }

    private <R extends Record> void flushTyped(Connection connection, BufferedRows<R> rows) throws SQLException {
        of(rows.table()).flush(connection, rows);
    }

    /// Statements are only ever kept under the table they were made of.
    @SuppressWarnings("unchecked")
    private <R extends Record> TableStatements<R> of(Table<R> table) {
        TableStatements<?> known = statements.get(table);
        if (known == null) {
            throw new IllegalStateException("no projection declared the table " + table);
        }
        return (TableStatements<R>) known;
    }
}
