package io.mandate.store.journal;

import java.time.Instant;

/// An entry at its place in the journal of its tenant.
///
/// @param seq dense: 1, 2, 3, ..; 0 for a count whose minute still runs, which has no place yet
/// @param recordedAt when it was written; of a running count: when it was asked for
/// @param entry what was done
/// @param minute of counted kinds the beginning of the minute, else equal to recordedAt
/// @param count how often in that minute, 1 for kinds that are not counted
/// @param hash SHA-256 over the row before and this one, 64 hexadecimal digits; empty for a running count
public record JournalRow(long seq, Instant recordedAt, JournalEntry entry, Instant minute, long count, String hash) {}
