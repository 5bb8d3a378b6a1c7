package io.mandate.query.replay;

import io.mandate.query.projection.Hold;
import java.time.Duration;

/// What a pace means here.
///
/// @param batch so many events are read and folded at once: small batches leave the processor to others in between
/// @param perSecond so many events in a second at most; 0: no limit
/// @param longest how long rows are held before they are written, where there is a limit
record Speed(int batch, long perSecond, Duration longest) {
    static final Speed FULL = new Speed(10_000, 0, Duration.ZERO);

    /// So many events are caught up with in a moment: what goes by in 25 ms, and a batch at least.
    long near() {
        return Math.max(batch, perSecond / 40);
    }

    /// Whether others go first.
    boolean limited() {
        return perSecond > 0;
    }

    /// How rows are held meanwhile.
    Hold hold() {
        return limited() ? Hold.sparing(batch, longest) : Hold.full(batch);
    }
}
