package io.mandate.store.proof.anchor;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.SignedNote;

/// Takes signed checkpoints to keep them for ever.
public interface AnchorSink {
    /// Keeps the note, for good when this returns. Where that fails it throws [AnchorFailedException], and the note
    /// or a later one of that tenant comes again.
    void append(TenantId tenant, SignedNote note);
}
