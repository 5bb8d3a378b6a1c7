package io.mandate.command.gate;

import org.jspecify.annotations.Nullable;

/// A command that is refused with STALE_REVISION, naming who changed what and when, if the thing it goes to
/// is no longer at the revision the caller has seen. The gate compares; rules need not.
public interface ExpectsRevision extends TenantCommand {
    /// The revision the caller has seen; null: whatever it is.
    @Nullable
    Long expectedRevision();
}
