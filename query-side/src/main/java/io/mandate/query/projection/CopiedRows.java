package io.mandate.query.projection;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows with PostgreSQL's COPY, in its binary format: neither side prints or parses a number or a time.
final class CopiedRows<R extends Record> {
    private static final int CHUNK = 1 << 16;

    private final Column[] columns;
    private final String copy;

    CopiedRows(String schema, Table<R> table) {
        String names = table.columns().stream().map(Column::name).collect(joining(", "));
        this.columns = table.columns().toArray(Column[]::new);
        this.copy = "COPY " + schema + "." + table.name() + " (" + names + ") FROM STDIN (FORMAT binary)";
    }

    void write(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            CopyFormat bytes = new CopyFormat(2 * CHUNK);
            bytes.begin();
            for (R row : rows) {
                row(bytes, row);
                if (bytes.size() >= CHUNK) {
                    bytes.sendTo(copying);
                }
            }
            bytes.end();
            bytes.sendTo(copying);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    private void row(CopyFormat bytes, R row) {
        bytes.row(columns.length);
        for (Column column : columns) {
            bytes.value(column.of(row));
        }
    }
}
