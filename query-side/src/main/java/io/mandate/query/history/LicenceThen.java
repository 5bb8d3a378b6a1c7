package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TierName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of the licence was used at a moment.
public record LicenceThen(List<PoolThen> pools, Position position) {
    public LicenceThen {
        pools = List.copyOf(pools);
    }

    /// Tiers that share a quota.
    ///
    /// @param used how many active and invited persons were in them
    public record PoolThen(String pool, long used, List<TierThen> tiers) {
        public PoolThen {
            tiers = List.copyOf(tiers);
        }
    }

    /// @param limit absent: unlimited, or nothing was agreed
    /// @param overage how many were in the pool beyond the limit
    /// @param agreedBy the event that set the limit
    /// @param exceededSince the event with which the limit was exceeded, if it was
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TierThen(
            TierName tier,
            @Nullable Long limit,
            @Nullable QuotaMode mode,
            long overage,
            @Nullable PastEvent agreedBy,
            @Nullable PastEvent exceededSince) {}
}
