package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.verify.Finding.Log;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The log of one tenant and what is kept beside it, in a store or in a file. Nothing of it is believed.
public interface ProvedLog {
    TenantId tenant();

    /// The notes that are kept beside, in any order. Asked for first: what is signed is of rows that were there.
    void notes(Consumer<Note> take);

    /// The tree that is kept beside, asked for before the rows; null where there is none, as in a file.
    @Nullable
    KeptTree tree(Log log);

    /// Where a log ends, both read at one moment: what is written later is beyond both.
    ///
    /// @param head the last position that the log itself claims to have
    /// @param last the last position at which there is a row
    record Ends(long head, long last) {}

    Ends ends(Log log);

    /// Hands out the events up to that position in the order in which they lie, for as long as they are taken.
    void events(long last, Predicate<LoggedEvent> take);

    /// The events from that position on, at most so many, in order.
    List<LoggedEvent> events(long from, int limit);

    /// Hands out the rows of the journal up to that position in the order in which they lie, for as long as they are
    /// taken.
    void journal(long last, Predicate<LoggedJournalRow> take);

    /// The position of the first event whose number in its own stream is not the next one; empty: all are.
    OptionalLong firstOutOfStream();

    /// A tree as it is kept.
    interface KeptTree {
        /// How many leaves it has.
        long size();

        /// The leaf at that index, from 0; null where none is kept.
        @Nullable
        Hash leaf(long index);

        /// The full tile there; null where none is kept.
        byte @Nullable [] tile(int level, long number);

        /// The edge as it is written.
        byte[] edge();
    }
}
