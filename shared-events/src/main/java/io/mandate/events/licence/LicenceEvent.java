package io.mandate.events.licence;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.TierName;
import org.jspecify.annotations.Nullable;

/// Quotas of licence tiers. Used counts active and invited users, not suspended ones.
public sealed interface LicenceEvent extends DomainEvent {
    TierName tier();

    /// @param from the limit before; null: unlimited
    /// @param to the limit from now on; null: unlimited
    @Alias("TierQuotaChanged")
    record TierQuotaChanged(
            TierName tier, @Nullable Long from, @Nullable Long to, QuotaMode mode) implements LicenceEvent {}

    /// From this commit on more users of the tier's pool exist than the contract includes.
    ///
    /// @param cause the alias of the event that brought it about, such as `UserAssigned`
    @Alias("QuotaExceeded")
    record QuotaExceeded(TierName tier, long limit, long used, String cause) implements LicenceEvent {}

    @Alias("QuotaRestored")
    record QuotaRestored(TierName tier, @Nullable Long limit, long used) implements LicenceEvent {}
}
