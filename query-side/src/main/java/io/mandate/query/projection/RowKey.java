package io.mandate.query.projection;

import java.util.Arrays;

/// The values of a table's key columns, in their order. They are looked up for every event, so that their
/// hash is worked out once.
final class RowKey {
    private final Object[] values;
    private final int hash;

    /// @param values nobody else changes
    RowKey(Object... values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    Object get(int column) {
        return values[column];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && hash == key.hash && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
