package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import java.util.List;

/// What became of verifying one tenant's log.
///
/// @param events how many were read
/// @param root over those
/// @param journalRows how many were read
/// @param statements how many signed checkpoints were compared with them
/// @param findings what is wrong, what came first first; empty: all is as it was written
public record Verified(
        TenantId tenant, long events, Hash root, long journalRows, long statements, List<Finding> findings) {
    public Verified {
        findings = List.copyOf(findings);
    }

    public boolean good() {
        return findings.isEmpty();
    }
}
