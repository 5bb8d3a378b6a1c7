package io.mandate.access.tenant;

import io.mandate.events.licence.QuotaMode;
import org.jspecify.annotations.Nullable;

/// How many users of a tier the contract includes.
///
/// @param limit 0 or more; null: unlimited
public record Quota(@Nullable Long limit, QuotaMode mode) {}
