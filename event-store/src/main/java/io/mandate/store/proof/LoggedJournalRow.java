package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import java.time.Instant;

/// A row of the access journal exactly as it is stored.
///
/// @param hash the row's place in the journal's own chain
@SuppressWarnings("ArrayRecordComponent") // bytes of a row; compared by their hash
public record LoggedJournalRow(TenantId tenant, long seq, Instant recordedAt, byte[] entry, byte[] hash) {
    /// The first field of every leaf of this kind.
    public static final String FORM = "mandate/journal/1";

    /// The hash of its leaf.
    public Hash leaf() {
        return Hash.leaf(new LeafForm(FORM)
                .text(tenant.value())
                .number(seq)
                .instant(recordedAt)
                .bytes(entry)
                .bytes(hash)
                .written());
    }
}
