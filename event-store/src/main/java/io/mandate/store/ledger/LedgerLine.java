package io.mandate.store.ledger;

import java.util.UUID;

/// One line of a file of the ledger.
sealed interface LedgerLine {
    /// The first line: which file of whose ledger this is.
    ///
    /// @param ledger the id of the file
    /// @param lineage of the store; restores do not change it
    record Begun(String ledger, String lineage) implements LedgerLine {}

    /// A commit is about to destroy this key.
    ///
    /// @param commit shared by all lines about one commit
    record Intended(UUID commit, Erasure erasure) implements LedgerLine {}

    /// How a commit ended.
    ///
    /// @param done whether it is in the database; else it never will be
    record Ended(UUID commit, boolean done) implements LedgerLine {}

    /// The line before this one was cut off while it was written, by a crash or a full disk, and
    /// says nothing.
    record Cut() implements LedgerLine {}
}
