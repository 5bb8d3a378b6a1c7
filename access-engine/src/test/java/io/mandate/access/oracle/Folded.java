package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One tenant as the engine folds it, commit by commit: what is compared with the oracle.
public interface Folded {
    /// What the next commit will make of it; null where that is not to be compared.
    @Nullable
    AccessView preview(List<RecordedEvent> commit);

    /// Takes the next commit.
    ///
    /// @return the tenant with it
    AccessView commit(List<RecordedEvent> commit);

    /// The tenant at a position.
    AccessView at(long seq);

    TenantVersions versions();

    /// Goes on as after a restart.
    void restart();
}
