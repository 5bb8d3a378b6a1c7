package io.mandate.query.projection;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// The rows of one table within one batch. Changes are kept in memory and written when the batch ends: one
/// statement for all rows put, one for all rows removed.
///
/// @param <R> the row, a record whose components are the columns
public interface Rows<R extends Record> {
    /// The row of this key, if there is one. The key must have been named in [Projection#prefetch] or put
    /// earlier in the batch; anything else is a mistake in the projection and throws
    /// [IllegalStateException].
    Optional<R> find(Object... key);

    /// Whether this batch has made or looked at the row of this key; asks for no prefetching.
    boolean holds(Object... key);

    /// Writes the row, in place of one with the same key.
    void put(R row);

    /// Replaces the row of this key; refused with [IllegalStateException] if there is none, or if the new
    /// row has another key.
    void change(UnaryOperator<R> change, Object... key);

    /// Adds each number of `delta` beside its key to the row of that key; where there is none, that is
    /// zeros. Only for tables whose columns beside the key are all `long`, and which are only ever added to
    /// or removed from.
    void add(R delta);

    /// The row of this key is gone; nothing happens if there was none.
    void remove(Object... key);
}
