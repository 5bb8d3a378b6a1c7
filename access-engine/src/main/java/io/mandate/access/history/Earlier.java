package io.mandate.access.history;

import io.mandate.access.index.TenantVersions;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What there was before what is kept, fetched when it is needed first. For use by one thread.
final class Earlier {
    private final long edge;
    private final Supplier<Optional<TenantVersions>> source;
    private @Nullable TenantVersions versions;
    private boolean fetched;

    /// @param edge where it ends, and what is kept begins; 0: everything is kept
    Earlier(long edge, Supplier<Optional<TenantVersions>> source) {
        this.edge = edge;
        this.source = source;
    }

    long edge() {
        return edge;
    }

    /// Null where there is nothing, or too much.
    @Nullable
    TenantVersions versions() {
        if (!fetched) {
            versions = edge == 0 ? null : source.get().orElse(null);
            fetched = true;
        }
        return versions;
    }
}
