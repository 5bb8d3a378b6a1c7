package io.mandate.query.replay;

/// Measures how many events go by in a second, and says how long to wait so that they are not more than allowed.
final class Pacer {
    private static final long SECOND = 1_000_000_000L;
    /// What was not used is saved up for so long: rows that were held are written at once, during which nothing goes
    /// by,
    /// and that is made good. Not for longer: after a pause nothing may rush.
    private static final long GRACE = 2 * SECOND;

    private final long perSecond;
    private long due;
    private long countedSince;
    private long counted;
    private long rate;

    /// @param perSecond at most so many; 0 for no limit
    /// @param now any nanosecond clock
    Pacer(long perSecond, long now) {
        this.perSecond = perSecond;
        this.due = now;
        this.countedSince = now;
    }

    /// So many more have been done; answers how many nanoseconds to wait before the next.
    long done(long events, long now) {
        counted += events;
        if (counted > 0 && now - countedSince >= SECOND) {
            rate = counted * SECOND / (now - countedSince);
            counted = 0;
            countedSince = now;
        }
        if (perSecond == 0) {
            return 0;
        }
        due = Math.max(due, now - GRACE) + events * SECOND / perSecond;
        return Math.max(0, due - now);
    }

    /// How many went by in a second, measured over the last whole one, or for longer where a batch, or writing what was
    /// held, took longer.
    long rate() {
        return rate;
    }
}
