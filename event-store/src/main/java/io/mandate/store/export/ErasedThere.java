package io.mandate.store.export;

import io.mandate.store.ledger.CopiedLedger;

/// What whoever imports says of the erasures in the store that the files come from. Without a word of
/// it an import would bring back whoever was erased there since they were written.
public sealed interface ErasedThere {
    /// They are in this copy of its ledger.
    record Known(CopiedLedger ledger) implements ErasedThere {}

    /// They are in the ledger that lies in its place already, where the store that takes the
    /// files in is still empty. One with tenants has a ledger of its own: that both stores are of
    /// one lineage tells nothing, for the other one may have gone on erasing.
    record KnownHere() implements ErasedThere {}

    /// There were none since; whoever says so answers for it.
    record None() implements ErasedThere {}
}
