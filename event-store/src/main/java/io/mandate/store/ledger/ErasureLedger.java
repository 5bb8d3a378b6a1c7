package io.mandate.store.ledger;

import java.util.List;

/// The record, outside of the database, of every key that is destroyed. Whoever destroys a key
/// notes it here in the same transaction; without it a backup would bring the person back.
public interface ErasureLedger {
    /// Notes keys that the current transaction destroys. They are on the disk before it commits; a
    /// transaction whose erasures cannot be written is refused with [LedgerFailedException] and
    /// rolled back. Afterwards it is noted how the transaction ended.
    void note(List<Erasure> erasures);
}
