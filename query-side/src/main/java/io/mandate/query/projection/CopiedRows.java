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

    /// @param name of the table or of one with the same columns, with its schema
    CopiedRows(String name, Table<R> table) {
        String names = table.columns().stream().map(Column::name).collect(joining(", "));
        this.columns = table.columns().toArray(Column[]::new);
        this.copy = "COPY " + name + " (" + names + ") FROM STDIN (FORMAT binary)";
    }

    /// Puts rows into what is copied, and calls it [Copying#sent] after each.
    @FunctionalInterface
    interface Source {
        void putInto(Copying copying) throws SQLException;
    }

    void write(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        write(connection, copying -> {
            for (R row : rows) {
                row(copying.bytes(), row);
                copying.sent();
            }
        });
    }

    void write(Connection connection, Source rows) throws SQLException {
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            Copying copying = new Copying(in);
            copying.bytes().begin();
            rows.putInto(copying);
            copying.bytes().end();
            copying.bytes().sendTo(in);
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private void row(CopyFormat bytes, R row) {
        bytes.row(columns.length);
        for (Column column : columns) {
            bytes.value(column.of(row));
        }
    }

    /// A COPY that goes on.
    ///
    /// @param in where it goes
    /// @param bytes what is to be sent next
    record Copying(CopyIn in, CopyFormat bytes) {
        Copying(CopyIn in) {
            this(in, new CopyFormat(2 * CHUNK));
        }

        /// Sends what there is, if it is worth that.
        void sent() throws SQLException {
            if (bytes.size() >= CHUNK) {
                bytes.sendTo(in);
            }
        }
    }
}
