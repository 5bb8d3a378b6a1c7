package io.mandate.query.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The [Rows] of one table while a batch is folded. A key that maps to empty is known to have no row.
final class BufferedRows<R extends Record> implements Rows<R> {
    private final Table<R> table;
    private final Map<List<Object>, Optional<R>> known = new HashMap<>();
    private final Set<List<Object>> wanted = new LinkedHashSet<>();
    private final Set<List<Object>> touched = new LinkedHashSet<>();
    private final Set<List<Object>> absent = new HashSet<>();
    private final Map<List<Object>, R> deltas = new LinkedHashMap<>();
    private final List<R> appended = new ArrayList<>();

    BufferedRows(Table<R> table) {
        this.table = table;
    }

    Table<R> table() {
        return table;
    }

    void want(Object... key) {
        List<Object> wish = keyOf(key);
        if (!known.containsKey(wish)) {
            wanted.add(wish);
        }
    }

    /// The keys asked for and not yet loaded.
    Set<List<Object>> wanted() {
        return wanted;
    }

    /// Takes what is stored for the wanted keys.
    void loaded(List<R> stored) {
        wanted.forEach(key -> known.put(key, Optional.empty()));
        absent.addAll(wanted);
        for (R row : stored) {
            List<Object> key = table.keyOf(row);
            known.put(key, Optional.of(row));
            absent.remove(key);
        }
        wanted.clear();
    }

    @Override
    public Optional<R> find(Object... key) {
        Optional<R> row = known.get(keyOf(key));
        if (row == null) {
            throw new IllegalStateException("a row of " + table + " was looked at without prefetching it");
        }
        return row;
    }

    @Override
    public boolean holds(Object... key) {
        return row(keyOf(key)).isPresent();
    }

    @Override
    public void put(R row) {
        if (table.isAppended()) {
            appended.add(row);
            return;
        }
        List<Object> key = table.keyOf(row);
        known.put(key, Optional.of(row));
        touched.add(key);
    }

    @Override
    public void change(UnaryOperator<R> change, Object... key) {
        R before = find(key).orElseThrow(() -> new IllegalStateException("a row of " + table + " is missing"));
        R after = change.apply(before);
        if (!table.keyOf(after).equals(keyOf(key))) {
            throw new IllegalStateException("a row of " + table + " must keep its key");
        }
        put(after);
    }

    @Override
    public void add(R delta) {
        requireChangeable();
        deltas.merge(table.keyOf(delta), delta, this::sum);
    }

    @Override
    public void remove(Object... key) {
        requireChangeable();
        List<Object> gone = keyOf(key);
        known.put(gone, Optional.empty());
        touched.add(gone);
        deltas.remove(gone);
    }

    /// The rows of a table that only grows.
    List<R> appendedRows() {
        return appended;
    }

    private void requireChangeable() {
        if (table.isAppended()) {
            throw new IllegalStateException("rows of " + table + " are only ever appended");
        }
    }

    /// Rows whose keys were looked for and not found: nothing of them is stored yet.
    List<R> newRows() {
        return deltas.isEmpty() ? changed(true) : List.of();
    }

    /// The other rows that are written.
    List<R> changedRows() {
        return deltas.isEmpty()
                ? changed(false)
                : touched.stream().flatMap(key -> row(key).stream()).toList();
    }

    private List<R> changed(boolean isNew) {
        return touched.stream()
                .filter(key -> absent.contains(key) == isNew)
                .flatMap(key -> row(key).stream())
                .toList();
    }

    List<List<Object>> removedKeys() {
        return touched.stream()
                .filter(key -> row(key).isEmpty() && !absent.contains(key))
                .toList();
    }

    /// How many rows are in memory.
    int size() {
        return known.size() + deltas.size() + appended.size();
    }

    List<R> deltas() {
        return List.copyOf(deltas.values());
    }

    private Optional<R> row(List<Object> key) {
        return known.getOrDefault(key, Optional.empty());
    }

    private List<Object> keyOf(Object... key) {
        if (key.length != table.keyColumns().size()) {
            throw new IllegalStateException("a key of " + table + " has another number of columns");
        }
        return List.copyOf(Arrays.asList(key));
    }

    private R sum(R first, R second) {
        List<Column> columns = table.columns();
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            boolean key = i < table.keyColumns().size();
            values[i] = key ? column.of(first) : (Object) (number(column, first) + number(column, second));
        }
        return table.make(values);
    }

    private long number(Column column, R row) {
        return (Long) Objects.requireNonNull(column.of(row), "a number that is added to must not be null");
    }
}
