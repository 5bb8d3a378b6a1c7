package io.mandate.http.request;

import org.jspecify.annotations.Nullable;

/// What a caller says it has seen of a thing.
///
/// @param store the id of the store that it was seen in; null: not said
/// @param number the revision
public record SeenRevision(@Nullable String store, long number) {
    /// The revision in this store. What was seen in another one, such as the one that this was restored from a
    /// backup of, is a revision that was never given out here.
    public long in(String thisStore) {
        return store == null || store.equals(thisStore) ? number : Long.MAX_VALUE;
    }
}
