package io.mandate.query.projection;

/// Collects the keys that a batch is going to look at.
@FunctionalInterface
public interface Prefetch {
    /// @param key the values of the table's key columns, in their order
    void row(Table<?> table, Object... key);
}
