package io.mandate.query.projection;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The form of one table's rows in [PackedBytes]: that in which they are copied to the database, so that they need not
/// be written out again for that. It begins with the number of columns and the key, and so does what stands for a row
/// that does not exist, which ends there.
final class PackedRow<R extends Record> {
    private final Table<R> table;
    private final Column[] columns;
    private final int keySize;
    private final CopyFormat form = new CopyFormat(1 << 10);

    PackedRow(Table<R> table) {
        this.table = table;
        this.columns = table.columns().toArray(Column[]::new);
        this.keySize = table.keyColumns().size();
    }

    /// What the row of this key begins with; good until the next is formed.
    CopyFormat begin(RowKey key) {
        form.clear();
        form.row(columns.length);
        for (int i = 0; i < keySize; i++) {
            form.value(key.get(i));
        }
        return form;
    }

    /// The row, good until the next is formed; answers how many of its bytes are the beginning.
    int form(R row) {
        form.clear();
        form.row(columns.length);
        int beginning = 0;
        for (int i = 0; i < columns.length; i++) {
            form.value(columns[i].of(row));
            if (i == keySize - 1) {
                beginning = form.size();
            }
        }
        return beginning;
    }

    /// What was formed last.
    CopyFormat formed() {
        return form;
    }

    R read(ByteBuffer page, int at) {
        return table.make(values(page, at, columns.length));
    }

    RowKey readKey(ByteBuffer page, int at) {
        @Nullable Object[] key = values(page, at, keySize);
        Object[] values = new Object[keySize];
        System.arraycopy(key, 0, values, 0, keySize);
        return new RowKey(values);
    }

    private @Nullable Object[] values(ByteBuffer page, int at, int size) {
        @Nullable Object[] values = new Object[size];
        int next = at + Short.BYTES;
        for (int i = 0; i < size; i++) {
            values[i] = CopyFormat.read(columns[i].type(), page, next);
            next = CopyFormat.after(page, next);
        }
        return values;
    }
}
