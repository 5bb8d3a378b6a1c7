package io.mandate.query.replay;

/// What a pace means here.
///
/// @param batch so many events are folded before they are written: small batches leave the processor to others in
/// between, large ones save writing rows that change again
/// @param perSecond so many events in a second at most; 0: no limit
record Speed(int batch, long perSecond) {
    static final Speed FULL = new Speed(50_000, 0);

    /// Whether rows are held over several batches: writing many at once takes the processor from others
    /// for longer.
    boolean held() {
        return perSecond == 0;
    }
}
