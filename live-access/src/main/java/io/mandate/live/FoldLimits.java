package io.mandate.live;

import io.mandate.store.startup.StartupRefusedException;
import java.time.Duration;

/// What folding the past from the store may cost.
///
/// @param atOnce how many pasts are folded at once, 1 or more; a few more wait, and the rest is refused
/// @param kept how many folded pasts are kept for the next question, 1 or more
/// @param events of how many events at most every version is folded, for reports about times; one moment alone may have
///     any number behind it
/// @param patience how long a question waits for it; it goes on for whoever asks again
/// @param longest how long one may take
public record FoldLimits(int atOnce, int kept, long events, Duration patience, Duration longest) {
    static final FoldLimits DEFAULT = new FoldLimits(1, 4, 2_000_000, Duration.ofSeconds(10), Duration.ofMinutes(5));

    public FoldLimits {
        if (atOnce < 1 || kept < 1 || events < 1 || patience.isNegative() || longest.isNegative()) {
            throw new StartupRefusedException(
                    "mandate.index.fold.at-once, kept and events must be 1 or more, and patience"
                            + " and longest must not be negative.");
        }
    }
}
