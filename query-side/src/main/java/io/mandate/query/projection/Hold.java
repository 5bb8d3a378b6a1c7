package io.mandate.query.projection;

import java.time.Duration;

/// How rows are held in memory while a generation is made that nobody reads yet: most of them change again before they
/// are written. What was not written when the process ends is read again by whoever comes next.
///
/// @param batch about so many events are read and folded at once
/// @param ahead how many batches are read meanwhile; none: one processor at a time is taken
/// @param events rows are written when they came of so many events
/// @param longest or when they were held for so long
/// @param known whether rows stay known after they were written, so that they need not be looked for again
public record Hold(int batch, int ahead, long events, Duration longest, boolean known) {
    private static final int BATCHES = 10;

    /// As fast as it goes: reading takes longer than folding, and several batches can be opened at a time.
    public static Hold full(int batch) {
        return new Hold(batch, 2, Long.MAX_VALUE, Duration.ofSeconds(5), true);
    }

    /// Beside others who go first. What is kept of each event is copied again and again by the collector of the heap,
    /// while which everybody stands still; so little is kept, and not for long.
    public static Hold sparing(int batch) {
        return new Hold(batch, 0, (long) BATCHES * batch, Duration.ofSeconds(5), false);
    }
}
