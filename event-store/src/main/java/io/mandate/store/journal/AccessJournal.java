package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.Optional;

/// What was refused, asked about the past, and taken out. Append-only and chained by hashes, with positions of its
/// own; written by any node in a transaction of its own, before the answer is given.
public interface AccessJournal {
    /// Writes the entry, or throws: no journal row, no answer. Entries of one tenant that come while another is written
    /// share a transaction. Entries of counted kinds are added up by minute and
    /// come into the chain when their minute is over. Uses of a token after the first of a minute are added in
    /// memory and written within 5 s.
    void record(JournalEntry entry);

    /// As [#record], for looks that may be taken thousands of times a second: when this returns, the
    /// entry is in a file of this node, which outlives the process, and it comes into the chain within
    /// moments, exactly once, also if the process is killed meanwhile. It has one fact more, `noted`, the
    /// time by the clock of this node. Where no file can take it, or the database does not take what is in
    /// the file, it is written as by [#record].
    default void note(JournalEntry entry) {
        record(entry);
    }

    /// As [#record], for what is only counted and may be done by anybody as often as he likes: the first of a minute is
    /// written when this returns, the others are added in memory and written within 5 s.
    default void count(JournalEntry entry) {
        record(entry);
    }

    /// As [#record], but with the current transaction or not at all, which holds the journal until it
    /// ends: for what has no answer before that.
    void append(JournalEntry entry);

    /// Writes what waits on this node, so that whoever reads the journal next finds it.
    default void settle() {}

    /// As the other, and throws only what prevented it in that tenant: what another one's journal does
    /// not take is tried again later.
    default void settle(TenantId tenant) {
        settle();
    }

    /// The rows after that position, at most `limit`; behind the last of them, if all fit, the counts that still
    /// run.
    List<JournalRow> page(TenantId tenant, long afterSeq, int limit);

    /// The position of the last row of the chain, 0 before the first.
    long head(TenantId tenant);

    /// How much of what was recorded on this node, or counted in minutes that are over, is not in the chain yet.
    long waiting();

    /// The first row that the chain does not fit to, because it or one before it was changed; empty if all is as it
    /// was written.
    Optional<Long> firstBroken(TenantId tenant);
}
