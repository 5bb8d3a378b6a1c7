package io.mandate.query.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The [Rows] of one table while events are folded.
///
/// Where the table was empty before, all that is ever stored in it is here: what is not here is not stored, and
/// nothing is looked for.
final class BufferedRows<R extends Record> implements Rows<R> {
    private final Table<R> table;
    private final boolean complete;
    private final Map<RowKey, Slot<R>> slots = new HashMap<>();
    private final List<Slot<R>> wanted = new ArrayList<>();
    private final List<Slot<R>> touched = new ArrayList<>();
    private final Map<RowKey, R> deltas = new LinkedHashMap<>();
    private final List<R> appended = new ArrayList<>();

    /// The place of one row.
    private static final class Slot<R> {
        private final RowKey key;
        /// Null where there is no such row, or it is not known.
        private @Nullable R row;
        private boolean known;
        private boolean wanted;
        private boolean touched;
        /// Whether it is known not to be stored.
        private boolean absent;

        Slot(RowKey key, boolean absent) {
            this.key = key;
            this.absent = absent;
        }
    }

    BufferedRows(Table<R> table) {
        this(table, false);
    }

    /// @param complete whether nothing is stored in the table
    BufferedRows(Table<R> table, boolean complete) {
        this.table = table;
        this.complete = complete;
    }

    Table<R> table() {
        return table;
    }

    void want(Object... key) {
        if (complete) {
            return;
        }
        Slot<R> slot = slot(keyOf(key));
        if (!slot.known && !slot.wanted) {
            slot.wanted = true;
            wanted.add(slot);
        }
    }

    /// The keys asked for and not yet loaded.
    List<RowKey> wanted() {
        return wanted.stream().map(slot -> slot.key).toList();
    }

    /// Takes what is stored for the wanted keys.
    void loaded(List<R> stored) {
        for (Slot<R> slot : wanted) {
            slot.wanted = false;
            slot.known = true;
            slot.absent = true;
        }
        for (R row : stored) {
            Slot<R> slot = slot(table.keyOf(row));
            slot.row = row;
            slot.known = true;
            slot.absent = false;
        }
        wanted.clear();
    }

    @Override
    public Optional<R> find(Object... key) {
        Slot<R> slot = known(keyOf(key));
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.row);
    }

    /// Where the row of this key is; null if it is known that there is none.
    private @Nullable Slot<R> known(RowKey key) {
        Slot<R> slot = slots.get(key);
        if (slot != null && slot.known) {
            return slot;
        }
        if (!complete || table.isAppended()) {
            throw new IllegalStateException("a row of " + table + " was looked at without prefetching it");
        }
        return null;
    }

    @Override
    public boolean holds(Object... key) {
        Slot<R> slot = slots.get(keyOf(key));
        return slot != null && slot.row != null;
    }

    @Override
    public void put(R row) {
        if (table.isAppended()) {
            appended.add(row);
            return;
        }
        write(slot(table.keyOf(row)), row);
    }

    @Override
    public void change(UnaryOperator<R> change, Object... key) {
        Slot<R> slot = known(keyOf(key));
        if (slot == null || slot.row == null) {
            throw new IllegalStateException("a row of " + table + " is missing");
        }
        R after = change.apply(slot.row);
        if (!table.keyOf(after).equals(slot.key)) {
            throw new IllegalStateException("a row of " + table + " must keep its key");
        }
        write(slot, after);
    }

    @Override
    public void add(R delta) {
        requireChangeable();
        deltas.merge(table.keyOf(delta), delta, table::sum);
    }

    @Override
    public void remove(Object... key) {
        requireChangeable();
        RowKey gone = keyOf(key);
        write(slot(gone), null);
        deltas.remove(gone);
    }

    /// The rows of a table that only grows.
    List<R> appendedRows() {
        return appended;
    }

    /// Rows that are known not to be stored yet.
    List<R> newRows() {
        return deltas.isEmpty() ? changed(true) : List.of();
    }

    /// The other rows that are written.
    List<R> changedRows() {
        if (deltas.isEmpty()) {
            return changed(false);
        }
        List<R> all = new ArrayList<>(changed(false));
        all.addAll(changed(true));
        return all;
    }

    List<RowKey> removedKeys() {
        return touched.stream()
                .filter(slot -> slot.row == null && !slot.absent)
                .map(slot -> slot.key)
                .toList();
    }

    List<R> deltas() {
        return List.copyOf(deltas.values());
    }

    /// All of it is stored now, and still known.
    void stored() {
        for (Slot<R> slot : touched) {
            slot.touched = false;
            slot.absent = slot.row == null;
        }
        touched.clear();
        for (RowKey key : deltas.keySet()) {
            slot(key).absent = false; // to what it was added is not here
        }
        deltas.clear();
        appended.clear();
    }

    /// How many rows are in memory.
    int size() {
        return slots.size() + deltas.size() + appended.size();
    }

    private List<R> changed(boolean absent) {
        List<R> rows = new ArrayList<>(touched.size());
        for (Slot<R> slot : touched) {
            R row = slot.row;
            if (row != null && slot.absent == absent) {
                rows.add(row);
            }
        }
        return rows;
    }

    private void write(Slot<R> slot, @Nullable R row) {
        slot.row = row;
        slot.known = true;
        if (!slot.touched) {
            slot.touched = true;
            touched.add(slot);
        }
    }

    private Slot<R> slot(RowKey key) {
        return slots.computeIfAbsent(key, unknown -> new Slot<>(unknown, complete));
    }

    private void requireChangeable() {
        if (table.isAppended()) {
            throw new IllegalStateException("rows of " + table + " are only ever appended");
        }
    }

    private RowKey keyOf(Object... key) {
        if (key.length != table.keyColumns().size()) {
            throw new IllegalStateException("a key of " + table + " has another number of columns");
        }
        return new RowKey(key);
    }
}
