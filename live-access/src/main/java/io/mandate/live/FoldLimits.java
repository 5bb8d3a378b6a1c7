package io.mandate.live;

import java.time.Duration;

/// What folding the past from the store may cost.
///
/// @param atOnce how many threads fold, 1 or more, of which no more than `kept` are of use; all parts
///     of the past that are wanted have their turns
/// @param kept how many folded parts are in memory at most, finished or not, 2 or more: some questions
///     compare two moments
/// @param events of how many first events of a tenant every version is folded, 1 or more, as reports
///     about times need it, as far as they take no more memory than so many events about users; a moment
///     alone may have any number before it
/// @param patience how long one request waits for all it needs; the folding goes on for whoever asks
///     again
/// @param longest how long it goes on after the last time that somebody asked
public record FoldLimits(int atOnce, int kept, long events, Duration patience, Duration longest) {
    static final FoldLimits DEFAULT = new FoldLimits(1, 4, 2_000_000, Duration.ofSeconds(10), Duration.ofMinutes(5));

    /// Less than that (4 MB) is not worth a refusal.
    private static final long LEAST_WEIGHT = 100_000;

    /// What all versions of one part of the past may weigh, see [Weight].
    long weight() {
        return Math.max(events, LEAST_WEIGHT);
    }
}
