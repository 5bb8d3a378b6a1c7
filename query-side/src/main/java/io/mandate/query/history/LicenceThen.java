package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TierName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of the licence was used at a moment.
///
/// @param day where a day was asked about: what happened in the course of it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LicenceThen(
        List<PoolThen> pools, Position position, @Nullable DayThen day) {
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

    /// A day, at whose beginning the pools were as they are told.
    ///
    /// @param to absent while the day goes on
    /// @param until the last commit of it so far
    /// @param exceeded the tiers whose quota was exceeded at any time of it
    /// @param changes when one was exceeded or kept again, the first 500
    /// @param more whether there are further ones
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DayThen(
            @Nullable Instant from,
            @Nullable Instant to,
            Position until,
            List<TierName> exceeded,
            List<QuotaChange> changes,
            boolean more) {
        public DayThen {
            exceeded = List.copyOf(exceeded);
            changes = List.copyOf(changes);
        }
    }

    /// @param event QuotaExceeded or QuotaRestored
    /// @param limit absent: there was none any more
    /// @param used how many were in the pool then
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QuotaChange(TierName tier, @Nullable Long limit, long used, PastEvent event) {}

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
