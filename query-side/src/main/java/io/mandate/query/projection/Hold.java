package io.mandate.query.projection;

import java.time.Duration;

/// How rows are held in memory while a generation is made that nobody reads yet: most of them change again before they
/// are written. What was not written when the process ends is read again by whoever comes next.
///
/// @param batch about so many events are read and folded at once
/// @param ahead how many batches are read meanwhile; none: one processor at a time is taken
/// @param longest rows are written when they were held for so long
/// @param bytes or when they, and those that stay known after they were written, take about so much memory; those stay
/// known up to half of it
/// @param packed whether rows are kept as bytes: what is kept as objects is copied again and again by the collector of
/// the heap, while which everybody stands still
public record Hold(int batch, int ahead, Duration longest, long bytes, boolean packed) {
    /// An eighth of what there may be.
    private static final long MOST = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 30_000_000, 600_000_000);

    /// As fast as it goes: reading takes longer than folding, and several batches can be opened at a time.
    public static Hold full(int batch) {
        return new Hold(batch, 2, Duration.ofSeconds(5), MOST, false);
    }

    /// Beside others who go first.
    public static Hold sparing(int batch, Duration longest) {
        return new Hold(batch, 0, longest, MOST, true);
    }
}
