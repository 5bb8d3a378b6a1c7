package io.mandate.query.licence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.mandate.events.values.Label;
import io.mandate.events.values.TierName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of the contract is used. Active and invited persons count; suspended ones, services and pages
/// do not.
///
/// @param tiers by rank, the lowest first, retired ones too
public record LicenceView(List<Tier> tiers) {

    public LicenceView {
        tiers = List.copyOf(tiers);
    }

    /// One tier.
    ///
    /// @param pool tiers of one pool share their quota
    /// @param inTier how many users are in this very tier
    /// @param used how many users are in the tiers of its pool; this is what its limit is for
    /// @param limit how many users are included; absent: unlimited
    /// @param overage how many there are beyond the limit, 0 where there are not
    /// @param mode SOFT or HARD; absent: nothing was ever agreed
    /// @param exceeded absent while the quota is kept
    @JsonInclude(Include.NON_NULL)
    public record Tier(
            TierName tier,
            Label label,
            boolean retired,
            String pool,
            long inTier,
            long used,
            @Nullable Long limit,
            long overage,
            @Nullable String mode,
            @Nullable Instant agreedAt,
            @Nullable Exceeded exceeded) {}

    /// Since when there are more than agreed.
    ///
    /// @param used how many there were when it was noticed last
    /// @param cause the event that brought it about
    public record Exceeded(Instant since, long used, String cause) {}
}
