package io.mandate.command.catalog;

import io.mandate.http.request.Revisions;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The revision of the catalog that a caller has seen.
final class Seen {
    private Seen() {}

    /// Null: the caller does not say.
    static @Nullable Long revision(@Nullable String ifMatch) {
        OptionalLong seen = Revisions.expected(ifMatch);
        return seen.isPresent() ? (Long) seen.getAsLong() : null;
    }
}
