package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.verify.Finding;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a line of an export says. A file is a header, the events and behind each 256 of them a tile
/// of their tree, the rows of the access journal and tiles in the same way, and a trailer.
sealed interface ExportLine {
    /// The first line.
    ///
    /// @param store where it was written
    /// @param lineage whose erasure ledger counts for it; empty: it does not say so
    /// @param erasures up to which byte each file of that ledger is taken into account
    /// @param head the position of the last event in it
    /// @param journalHead the last row of the journal in it
    /// @param keys the public keys of that store, for information: a file cannot vouch for itself
    record Header(
            String store,
            String lineage,
            TenantId tenant,
            long head,
            long journalHead,
            SortedMap<String, Long> erasures,
            List<String> keys)
            implements ExportLine {
        public Header {
            keys = List.copyOf(keys);
            erasures = Collections.unmodifiableSortedMap(new TreeMap<>(erasures));
        }
    }

    record Event(LoggedEvent event) implements ExportLine {}

    record Journal(LoggedJournalRow row) implements ExportLine {}

    /// A full tile of a tree.
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; compared by content where it matters
    record Tile(Finding.Log log, int level, long number, byte[] hashes) implements ExportLine {}

    /// The last line.
    ///
    /// @param eventEdge what of the tree is in no full tile
    /// @param journalEdge the same of the journal's
    /// @param checkpoint the signed note over exactly what is in the file
    /// @param digest SHA-256 of all bytes before this line, in hexadecimal
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; compared by content where it matters
    record Trailer(
            long events, long journalRows, byte[] eventEdge, byte[] journalEdge, String checkpoint, String digest)
            implements ExportLine {}
}
