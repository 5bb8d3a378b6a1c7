package io.mandate.access.tier;

import io.mandate.events.values.TierName;
import java.util.SortedSet;

/// How many users are in the tiers that share one quota: active and invited persons.
///
/// @param pool the name the catalog gives it
/// @param tiers the tiers it consists of
/// @param used 0 or more
public record PoolUsage(String pool, SortedSet<TierName> tiers, long used) {}
