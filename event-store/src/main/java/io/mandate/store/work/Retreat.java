package io.mandate.store.work;

import java.time.Duration;

/// How long to leave alone what fails: longer with each time, up to a bound. Neither a store that
/// is away nor a fault of our own goes away by hurrying.
///
/// @param first after the first failure
/// @param longest after however many
record Retreat(Duration first, Duration longest) {
    static final Retreat DEFAULT = new Retreat(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private static final int DOUBLINGS = 20;

    /// @param failures how many there were in a row, 1 or more
    Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
