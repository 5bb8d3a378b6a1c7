package io.mandate.query.replay;

import org.jspecify.annotations.Nullable;

/// How far a replay is.
///
/// @param done how many events are in the new models
/// @param total how many there are to take in; grows while tenants are at work
/// @param perSecond how many were taken in during the last second
/// @param secondsLeft how long it will take at that rate; null where that cannot be told
record ReplayProgress(
        long done, long total, long perSecond, @Nullable Long secondsLeft) {

    static ReplayProgress of(long done, long total, long perSecond) {
        Long left = perSecond == 0 ? null : Math.ceilDiv(Math.max(0, total - done), perSecond);
        return new ReplayProgress(done, total, perSecond, left);
    }
}
