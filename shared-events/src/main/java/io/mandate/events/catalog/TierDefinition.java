package io.mandate.events.catalog;

import io.mandate.events.values.Label;

/// What the catalog says about one licence tier.
///
/// @param rank its order: a higher rank includes the lower ones; 0 or more, unique in the catalog
/// @param pool tiers of one pool share one quota; usually the tier's own name
public record TierDefinition(Label label, int rank, String pool) {}
