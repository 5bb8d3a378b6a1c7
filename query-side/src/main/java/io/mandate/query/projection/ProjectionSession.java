package io.mandate.query.projection;

/// The rows as they stand within one batch: what was stored before, with what the batch has changed so far.
@FunctionalInterface
public interface ProjectionSession {
    /// The rows of a table that the projection declared in [Projection#tables].
    <R extends Record> Rows<R> rows(Table<R> table);
}
