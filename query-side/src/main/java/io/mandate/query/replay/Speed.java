package io.mandate.query.replay;

import io.mandate.query.projection.Hold;

/// What a pace means here.
///
/// @param batch so many events are read and folded at once: small batches leave the processor to others in between
/// @param perSecond so many events in a second at most; 0: no limit
record Speed(int batch, long perSecond) {
    static final Speed FULL = new Speed(10_000, 0);

    /// Whether others go first.
    boolean limited() {
        return perSecond > 0;
    }

    /// How rows are held meanwhile. Writing many at once takes the processor from others for longer, and progress is
    /// told by what is written.
    Hold hold() {
        return limited() ? Hold.sparing(batch) : Hold.full(batch);
    }
}
