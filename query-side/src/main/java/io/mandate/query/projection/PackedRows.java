package io.mandate.query.projection;

import io.mandate.query.projection.CopiedRows.Copying;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// The rows of one table that are known, as bytes: those that are written and those that are not yet.
///
/// Where the table was empty before, all that is ever stored in it is here: what is not here is not stored, and
/// nothing is looked for.
final class PackedRows<R extends Record> implements AutoCloseable {
    /// There is such a row, and not only a key that has none.
    private static final int ROW = 1;
    /// It is not written yet.
    private static final int CHANGED = 2;
    /// There may be a row of that key in the database.
    private static final int STORED = 4;

    private static final int BYTES_OF_A_SUM = 600;
    private static final int PIECE = 1 << 16;

    private final Table<R> table;
    private final PackedRow<R> form;
    private final PackedBytes rows = new PackedBytes();
    private final Map<RowKey, R> sums = new LinkedHashMap<>();
    private Pages appended = new Pages();
    private boolean complete;

    /// How rows get into the database.
    enum Way {
        /// No row of that key is stored.
        NEW(ROW | CHANGED),
        /// There may be one, which they replace.
        OVER(ROW | CHANGED | STORED);

        private final int mark;

        Way(int mark) {
            this.mark = mark;
        }
    }

    /// @param complete whether nothing is stored in the table
    PackedRows(Table<R> table, boolean complete) {
        this.table = table;
        this.complete = complete;
        this.form = new PackedRow<>(table);
    }

    Table<R> table() {
        return table;
    }

    /// Finds the rows of some keys; answers the keys that the database has to be asked about.
    List<RowKey> find(Collection<RowKey> keys, List<R> found) {
        List<RowKey> unknown = new ArrayList<>();
        for (RowKey key : keys) {
            long place = place(key);
            if (place == PackedBytes.NONE ? !complete : addedTo(place)) {
                unknown.add(key);
            } else if (place != PackedBytes.NONE && has(place, ROW)) {
                found.add(read(place));
            }
        }
        return unknown;
    }

    /// What the database answered about some keys.
    void stored(List<RowKey> asked, List<R> stored) {
        asked.forEach(key -> none(key, 0));
        for (R row : stored) {
            keep(form.form(row), ROW | STORED);
        }
    }

    /// Takes over what a batch came to.
    void take(BufferedRows<R> batch) {
        batch.appendedRows().forEach(this::append);
        for (RowKey key : batch.removedKeys()) {
            sums.remove(key);
            none(key, maybeStored(place(key)) ? CHANGED | STORED : 0);
        }
        batch.newRows().forEach(this::change);
        batch.changedRows().forEach(this::change);
        for (R delta : batch.deltas()) {
            sums.merge(table.keyOf(delta), delta, table::sum);
        }
    }

    /// All of it is stored now, and still known.
    void stored() {
        for (long place = rows.next(PackedBytes.NONE); place != PackedBytes.NONE; place = rows.next(place)) {
            if (has(place, CHANGED)) {
                rows.mark(place, has(place, ROW) ? ROW | STORED : 0);
            }
        }
        for (RowKey key : sums.keySet()) {
            long place = place(key);
            if (place == PackedBytes.NONE) {
                complete = false; // to what it was added is not here
            } else {
                rows.mark(place, STORED);
            }
        }
        sums.clear();
        appended.close();
        appended = new Pages();
    }

    long bytes() {
        return rows.bytes() + appended.bytes() + (long) sums.size() * BYTES_OF_A_SUM;
    }

    /// The keys of rows that are there no more.
    List<RowKey> removed() {
        return marked(CHANGED | STORED)
                .mapToObj(place -> form.readKey(rows.page(place), rows.at(place)))
                .toList();
    }

    /// How many rows get into the database in this way.
    long count(Way way) {
        return marked(way.mark).count();
    }

    /// Those rows.
    List<R> changed(Way way) {
        return marked(way.mark).mapToObj(this::read).toList();
    }

    /// The same as they are copied.
    void copy(Way way, Copying to) throws SQLException {
        for (var places = marked(way.mark).iterator(); places.hasNext(); ) {
            long place = places.nextLong();
            to.bytes().copied(rows.page(place), rows.at(place), rows.length(place));
            to.sent();
        }
    }

    /// Whether rows of a table that only grows are to be written.
    boolean appends() {
        return appended.count() > 0;
    }

    /// Those rows as they are copied.
    void copyAppended(Copying to) throws SQLException {
        for (int number = 0; number < appended.count(); number++) {
            ByteBuffer page = appended.page(number);
            for (int at = 0; at < page.position(); at += PIECE) {
                to.bytes().copied(page, at, Math.min(PIECE, page.position() - at));
                to.sent();
            }
        }
    }

    /// Of a table that is only added to, what is to be added.
    Collection<R> sums() {
        return sums.values();
    }

    @Override
    public void close() {
        rows.close();
        appended.close();
    }

    /// In the order in which they came to be known.
    private LongStream marked(int mark) {
        return LongStream.iterate(rows.next(PackedBytes.NONE), place -> place != PackedBytes.NONE, rows::next)
                .filter(place -> rows.mark(place) == mark);
    }

    private R read(long place) {
        return form.read(rows.page(place), rows.at(place));
    }

    private void append(R row) {
        form.form(row);
        int length = form.formed().size();
        appended.withRoom(length).put(form.formed().array(), 0, length);
    }

    private void change(R row) {
        int beginning = form.form(row);
        boolean stored = maybeStored(rows.find(form.formed().array(), beginning));
        keep(beginning, ROW | CHANGED | (stored ? STORED : 0));
    }

    /// Keeps what was formed last.
    private void keep(int beginning, int mark) {
        rows.put(form.formed().array(), form.formed().size(), beginning, mark);
    }

    private void none(RowKey key, int mark) {
        keep(form.begin(key).size(), mark);
    }

    private long place(RowKey key) {
        CopyFormat beginning = form.begin(key);
        return rows.find(beginning.array(), beginning.size());
    }

    private boolean maybeStored(long place) {
        return place == PackedBytes.NONE ? !complete : has(place, STORED);
    }

    /// Something was added to what is stored, and what came of it is not here.
    private boolean addedTo(long place) {
        return has(place, STORED) && !has(place, ROW | CHANGED);
    }

    private boolean has(long place, int what) {
        return (rows.mark(place) & what) != 0;
    }
}
