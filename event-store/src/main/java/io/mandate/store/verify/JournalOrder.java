package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.journal.ChainHash;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.verify.Finding.Kind;
import io.mandate.store.verify.Finding.Log;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// What holds for rows of the journal one after the other: dense numbers, times that do not fall, and the chain.
final class JournalOrder {
    private final TenantId tenant;
    private byte[] hash;
    private @Nullable LoggedJournalRow before;

    JournalOrder(TenantId tenant) {
        this.tenant = tenant;
        this.hash = ChainHash.origin(tenant);
    }

    /// What is wrong with the row that comes next; null: nothing.
    @Nullable
    Finding next(LoggedJournalRow row) {
        long expected = before == null ? 1 : before.seq() + 1;
        if (row.seq() != expected) {
            return new Finding(tenant, Log.JOURNAL, Kind.REMOVED, expected, "there is no row " + expected);
        }
        if (before != null && row.recordedAt().isBefore(before.recordedAt())) {
            return altered(expected, "it was recorded before the row before it");
        }
        hash = ChainHash.of(tenant, hash, row.seq(), row.recordedAt(), row.entry());
        before = row;
        return MessageDigest.isEqual(hash, row.hash()) ? null : altered(expected, "the chain does not fit to it");
    }

    private Finding altered(long seq, String why) {
        return new Finding(tenant, Log.JOURNAL, Kind.ALTERED, seq, why);
    }
}
