package io.mandate.query.projection;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Puts many rows over others: copies them into a table that exists for that long only, and from there over the rows
/// with the same keys. What the statements with arrays do for few rows, without printing and parsing them.
final class StagedRows<R extends Record> {
    private final String creation;
    private final String upsert;
    private final String end;
    private final CopiedRows<R> copies;

    /// @param schema of a generation that nobody else writes
    StagedRows(String schema, Table<R> table, String assignments) {
        String stage = schema + ".staged_" + table.name();
        String columns = table.columns().stream()
                .map(column -> column.name() + " " + column.sqlType())
                .collect(joining(", "));
        String names = table.columns().stream().map(Column::name).collect(joining(", "));
        this.creation = "CREATE UNLOGGED TABLE " + stage + " (" + columns + ")";
        this.upsert = "INSERT INTO " + schema + "." + table.name() + " AS t (" + names + ") SELECT " + names + " FROM "
                + stage + " ON CONFLICT (" + String.join(", ", table.keyNames()) + ") DO " + assignments;
        this.end = "DROP TABLE " + stage;
        this.copies = new CopiedRows<>(stage, table);
    }

    void write(Connection connection, CopiedRows.Source rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(creation);
            copies.write(connection, rows);
            statement.execute(upsert);
            statement.execute(end);
        }
    }
}
