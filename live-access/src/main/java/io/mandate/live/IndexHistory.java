package io.mandate.live;

import io.mandate.access.index.TenantVersions;
import io.mandate.store.startup.StartupRefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far back the index of this process keeps every version.
///
/// @param kept null: all of them
record IndexHistory(@Nullable Duration kept) {
    static final IndexHistory ALL = new IndexHistory(null);

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /// Reads `all`, a number of days, or a duration of ISO 8601 such as `P90D` or `PT36H`; anything
    /// else stops the start.
    static IndexHistory of(String written) {
        String text = written.strip();
        if (text.equalsIgnoreCase("all")) {
            return ALL;
        }
        Duration kept = duration(text);
        if (kept == null || kept.compareTo(SHORTEST) < 0 || kept.compareTo(LONGEST) > 0) {
            throw new StartupRefusedException("mandate.index.history is \"" + written
                    + "\", and must be all, or from an hour to 36500 days: a number of days, or a duration such as"
                    + " P90D or PT36H");
        }
        return new IndexHistory(kept);
    }

    private static @Nullable Duration duration(String text) {
        try {
            if (text.matches("\\d{1,5}")) {
                return Duration.ofDays(Integer.parseInt(text));
            }
            return Duration.parse(text); // knows days, and no months or years, which are not of one length
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// The first position that has to be kept of a tenant.
    ///
    /// @param now by the clock of this process
    long first(TenantVersions versions, Instant now) {
        return kept == null ? 0 : versions.seqAt(now.minus(kept)).orElseGet(versions::head);
    }
}
