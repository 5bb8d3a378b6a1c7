package io.mandate.query.projection;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table of a read model, described by the record that is its row: each component is a column
/// (`changedAt` is `changed_at`), of type `text` ([String]), `bigint`, `integer`, `boolean`, `timestamptz`
/// ([java.time.Instant]) or `jsonb` ([Json]); `NOT NULL` unless the component is `@Nullable`. Texts collate
/// by bytes.
///
/// The first components are the primary key, the tenant first of all. It lives in the schema of a
/// generation, so statements name it as `schema.name`.
///
/// @param <R> the row
public final class Table<R extends Record> {
    private final String name;
    private final List<Column> columns;
    private final int keySize;
    private final List<String> indexes;
    private final boolean appended;
    private final boolean personal;
    private final Constructor<R> constructor;

    private Table(
            String name,
            List<Column> columns,
            int keySize,
            List<String> indexes,
            boolean appended,
            boolean personal,
            Constructor<R> constructor) {
        this.name = name;
        this.columns = columns;
        this.keySize = keySize;
        this.indexes = indexes;
        this.appended = appended;
        this.personal = personal;
        this.constructor = constructor;
    }

    /// @param name the table's name, unique over all projections
    /// @param row the record that is its row; its first component must be `String tenant`
    /// @param keySize how many of the first components are the primary key
    public static <R extends Record> Table<R> of(String name, Class<R> row, int keySize) {
        RecordComponent[] components = row.getRecordComponents();
        if (keySize < 1 || !components[0].getName().equals("tenant")) {
            throw new IllegalArgumentException("the key of " + name + " must begin with the tenant");
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<R> constructor = row.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            List<Column> columns = Arrays.stream(components).map(Column::of).toList();
            return new Table<>(name, columns, keySize, List.of(), false, false, constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("every record has a canonical constructor", e);
        }
    }

    /// The same table with one more index.
    ///
    /// @param on what follows `ON schema.table` in its definition, such as `(tenant, actor, seq)`
    public Table<R> indexed(String on) {
        List<String> more = new ArrayList<>(indexes);
        more.add(on);
        return new Table<>(name, columns, keySize, List.copyOf(more), appended, personal, constructor);
    }

    /// The same table, whose rows are put once, in the order of their keys within a tenant, and never looked at,
    /// changed or removed by its projection. They are copied in, which costs a fraction of what putting them does.
    public Table<R> appended() {
        return new Table<>(name, columns, keySize, indexes, true, personal, constructor);
    }

    /// The same table, said to hold personal text in clear: its values are shown to nobody who only
    /// keeps the models, it is never made as of a moment of the past, and the database takes no
    /// samples of its values, which would be kept in its own tables after the rows are gone.
    public Table<R> personal() {
        return new Table<>(name, columns, keySize, indexes, appended, true, constructor);
    }

    /// Whether it holds personal text in clear.
    public boolean holdsPersonalText() {
        return personal;
    }

    /// The columns of the primary key, the tenant first.
    public List<String> keyNames() {
        return keyColumns().stream().map(Column::name).toList();
    }

    /// The columns that are not of the key.
    public List<String> otherNames() {
        return otherColumns().stream().map(Column::name).toList();
    }

    /// The table's name, without its schema.
    public String name() {
        return name;
    }

    /// Its columns in order, for a SELECT whose rows [#read] understands.
    ///
    /// @param alias what the statement calls the table
    public String columns(String alias) {
        return columns.stream().map(column -> alias + "." + column.name()).collect(Collectors.joining(", "));
    }

    /// The row at which a result stands, whose first columns are [#columns(String)].
    public R read(ResultSet from) throws SQLException {
        return read(from, 0);
    }

    /// The row at which a result stands, whose columns after so many others are [#columns(String)].
    public R read(ResultSet from, int after) throws SQLException {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(from, after + i + 1);
        }
        return make(values);
    }

    /// How many columns there are.
    public int width() {
        return columns.size();
    }

    boolean isAppended() {
        return appended;
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> keyColumns() {
        return columns.subList(0, keySize);
    }

    List<Column> otherColumns() {
        return columns.subList(keySize, columns.size());
    }

    /// What creates it in the schema, without its indexes. Pages of rows that change are left partly free, so that
    /// updated rows stay where their index entries point.
    String definition(String schema) {
        String end = appended ? ")" : ", " + primaryKey() + ") WITH (fillfactor = 70)";
        return columns.stream()
                .map(Column::definition)
                .collect(Collectors.joining(", ", "CREATE TABLE " + schema + "." + name + " (", end));
    }

    private String primaryKey() {
        return keyColumns().stream().map(Column::name).collect(Collectors.joining(", ", "PRIMARY KEY (", ")"));
    }

    /// What creates its indexes. A rebuild does that after it has filled the table: making an index of many
    /// rows at once costs a fraction of adding them one by one. Rows that are only appended need not be found
    /// before that, so that their key is one of these.
    List<String> indexDefinitions(String schema) {
        List<String> statements = new ArrayList<>();
        if (appended) {
            statements.add("ALTER TABLE " + schema + "." + name + " ADD " + primaryKey());
        }
        if (personal) {
            statements.add(otherNames().stream()
                    .map(column -> "ALTER COLUMN " + column + " SET STATISTICS 0")
                    .collect(Collectors.joining(", ", "ALTER TABLE " + schema + "." + name + " ", "")));
        }
        for (int i = 0; i < indexes.size(); i++) {
            statements.add(
                    "CREATE INDEX " + name + "_" + (i + 1) + " ON " + schema + "." + name + " " + indexes.get(i));
        }
        return statements;
    }

    RowKey keyOf(R row) {
        Object[] key = new Object[keySize];
        for (int i = 0; i < keySize; i++) {
            Object value = columns.get(i).of(row);
            if (value == null) {
                throw new IllegalStateException("a key of " + name + " must not be null");
            }
            key[i] = value;
        }
        return new RowKey(key);
    }

    /// A row with the same key whose other columns, all `long`, are the sums of both.
    R sum(R first, R second) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            values[i] = i < keySize ? column.of(first) : (Object) (column.number(first) + column.number(second));
        }
        return make(values);
    }

    R make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row of " + name + " cannot be made", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
