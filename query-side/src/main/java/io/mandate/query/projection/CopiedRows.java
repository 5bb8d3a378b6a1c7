package io.mandate.query.projection;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows with PostgreSQL's COPY, in its text format: a line for each row, a tab between two columns.
final class CopiedRows<R extends Record> {
    private static final int CHUNK = 1 << 16;

    private final Column[] columns;
    private final String copy;

    CopiedRows(String schema, Table<R> table) {
        String names = table.columns().stream().map(Column::name).collect(joining(", "));
        this.columns = table.columns().toArray(Column[]::new);
        this.copy = "COPY " + schema + "." + table.name() + " (" + names + ") FROM STDIN";
    }

    void write(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            StringBuilder lines = new StringBuilder(2 * CHUNK);
            for (R row : rows) {
                line(lines, row);
                if (lines.length() >= CHUNK) {
                    send(copying, lines);
                }
            }
            send(copying, lines);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    private void line(StringBuilder lines, R row) {
        char between = '\t';
        for (int i = 0; i < columns.length; i++) {
            value(lines, columns[i].written(columns[i].of(row)));
            lines.append(i == columns.length - 1 ? '\n' : between);
        }
    }

    private static void value(StringBuilder lines, @Nullable Object value) {
        if (value instanceof String text) {
            text(lines, text);
        } else if (value == null) {
            lines.append("\\N");
        } else {
            lines.append(value); // numbers and flags, in which nothing is special
        }
    }

    private static void text(StringBuilder lines, String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text.charAt(i));
            if (escaped != null) {
                lines.append(text, plain, i).append(escaped);
                plain = i + 1;
            }
        }
        lines.append(text, plain, text.length());
    }

    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }

    private static void send(CopyIn copying, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copying.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }
}
