package io.mandate.events.licence;

/// What happens beyond a quota.
public enum QuotaMode {
    /// Accepted, noted as [LicenceEvent.QuotaExceeded], to be billed.
    SOFT,
    /// Refused.
    HARD
}
