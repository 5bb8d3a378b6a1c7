package io.mandate.query.audit;

import io.mandate.events.values.UserId;
import io.mandate.query.asked.Asked;
import io.mandate.query.asked.TimeOrder;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which rows of the journal are asked for.
///
/// @param from the first moment, inclusive
/// @param to the last moment, exclusive; refused with WINDOW_EMPTY unless it comes after the first
record JournalFilter(
        @Nullable UserId actor,
        JournalEntry.@Nullable Kind kind,
        @Nullable Instant from,
        @Nullable Instant to) {
    JournalFilter {
        TimeOrder.require(from, to);
    }

    boolean matches(JournalRow row) {
        return (actor == null || row.entry().actor().id().equals(actor))
                && (kind == null || row.entry().kind() == kind)
                && (from == null || !row.recordedAt().isBefore(from))
                && (to == null || row.recordedAt().isBefore(to));
    }

    Asked noted() {
        return new Asked()
                .with("actor", actor)
                .with("kind", kind)
                .with("from", from)
                .with("to", to);
    }
}
