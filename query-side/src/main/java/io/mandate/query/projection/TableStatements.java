package io.mandate.query.projection;

import static java.util.stream.Collectors.joining;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.PackedRows.Way;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The statements of one table in one schema. Each takes any number of rows as one array for each column.
final class TableStatements<R extends Record> {
    /// Fewer rows are put together with those that change, in one prepared statement.
    private static final int WORTH_COPYING = 64;

    private final Table<R> table;
    private final String load;
    private final String upsert;
    private final String addition;
    private final String deletion;
    private final String clearing;
    private final String anything;
    private final CopiedRows<R> copies;
    private final StagedRows<R> staged;

    TableStatements(String schema, Table<R> table) {
        String name = schema + "." + table.name();
        String all = names(table.columns(), "");
        String key = names(table.keyColumns(), "");
        String arrays = arrays(table.columns());
        String insert = "INSERT INTO " + name + " AS t (" + all + ") SELECT * FROM unnest(" + arrays + ") "
                + "ON CONFLICT (" + key + ") DO ";
        String keys = "unnest(" + arrays(table.keyColumns()) + ") AS k (" + key + ")";
        String match = table.keyColumns().stream()
                .map(column -> "t." + column.name() + " = k." + column.name())
                .collect(joining(" AND "));
        String replacement = assignments(table, "%1$s = excluded.%1$s");
        this.table = table;
        this.copies = new CopiedRows<>(name, table);
        this.staged = new StagedRows<>(schema, table, replacement);
        this.load = "SELECT " + names(table.columns(), "t.") + " FROM " + keys + " JOIN " + name + " t ON " + match;
        this.upsert = insert + replacement;
        this.addition = insert + assignments(table, "%1$s = t.%1$s + excluded.%1$s");
        this.clearing = "DELETE FROM " + name + " WHERE tenant = ?";
        this.anything = "SELECT EXISTS (SELECT FROM " + name + ")";
        this.deletion = "DELETE FROM " + name + " t USING " + keys + " WHERE " + match;
    }

    /// The rows of some keys, as far as there are any.
    List<R> read(Connection connection, List<RowKey> keys) throws SQLException {
        List<R> stored = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(load)) {
            bind(statement, table.keyColumns(), keys, RowKey::get);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    stored.add(table.read(found));
                }
            }
        }
        return stored;
    }

    void flush(Connection connection, BufferedRows<R> rows) throws SQLException {
        if (table.isAppended()) {
            copies.write(connection, rows.appendedRows());
            return;
        }
        run(connection, deletion, table.keyColumns(), rows.removedKeys(), RowKey::get);
        List<R> changed = new ArrayList<>(rows.changedRows());
        List<R> fresh = rows.newRows();
        if (fresh.size() >= WORTH_COPYING) {
            copies.write(connection, fresh);
        } else {
            changed.addAll(fresh);
        }
        run(connection, upsert, table.columns(), changed, this::value);
        run(connection, addition, table.columns(), rows.deltas(), this::value);
    }

    /// Writes what is not written yet, of a generation that nobody reads.
    void write(Connection connection, PackedRows<R> rows) throws SQLException {
        if (rows.appends()) {
            copies.write(connection, rows::copyAppended);
        }
        run(connection, deletion, table.keyColumns(), rows.removed(), RowKey::get);
        List<R> few = new ArrayList<>();
        for (Way way : Way.values()) {
            if (rows.count(way) < WORTH_COPYING) {
                few.addAll(rows.changed(way));
            } else if (way == Way.NEW) {
                copies.write(connection, to -> rows.copy(way, to));
            } else {
                staged.write(connection, to -> rows.copy(way, to));
            }
        }
        run(connection, upsert, table.columns(), few, this::value);
        run(connection, addition, table.columns(), rows.sums(), this::value);
    }

    boolean empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(anything)) {
            answer.next();
            return !answer.getBoolean(1);
        }
    }

    void clear(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(clearing)) {
            statement.setString(1, tenant.value());
            statement.executeUpdate();
        }
    }

    private @Nullable Object value(R row, int column) {
        return table.columns().get(column).of(row);
    }

    private static <T> void run(
            Connection connection,
            String sql,
            List<Column> columns,
            Collection<T> rows,
            BiFunction<T, Integer, @Nullable Object> value)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, columns, rows, value);
            statement.executeUpdate();
        }
    }

    private static <T> void bind(
            PreparedStatement statement,
            List<Column> columns,
            Collection<T> rows,
            BiFunction<T, Integer, @Nullable Object> value)
            throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            @Nullable Object[] values = new Object[rows.size()];
            int n = 0;
            for (T row : rows) {
                values[n++] = columns.get(i).written(value.apply(row, i));
            }
            Array array = statement.getConnection().createArrayOf(columns.get(i).sqlType(), values);
            statement.setArray(i + 1, array);
        }
    }

    private static String assignments(Table<?> table, String pattern) {
        String set = table.otherColumns().stream()
                .map(column -> pattern.formatted(column.name()))
                .collect(joining(", "));
        return set.isEmpty() ? "NOTHING" : "UPDATE SET " + set;
    }

    private static String names(List<Column> columns, String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(joining(", "));
    }

    private static String arrays(List<Column> columns) {
        return columns.stream().map(column -> "?::" + column.sqlType() + "[]").collect(joining(", "));
    }
}
