package io.mandate.command.invariants;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TierName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tiers that share a quota, by the catalog before and after a change. Users count by the highest tier that they
/// need, whatever it is the highest of.
///
/// @param limited the tier that a quota limits, by which the pool is known, whatever its name: pools may grow
record CountedPool(TierName limited, Catalog before, Catalog after) {

    /// The nodes with an action that counted here and would count lower, elsewhere or not at all. Those that are
    /// retired too: they may come back.
    List<NodeKey> leaving() {
        return before.nodes().stream()
                .filter(was -> was.definition().actionTier().entrySet().stream()
                        .anyMatch(needs -> in(before, needs.getValue())
                                && !counts(after.node(was.key()), needs.getKey(), needs.getValue())))
                .map(CatalogNode::key)
                .toList();
    }

    /// Whether its tiers all stay as high as they are: one that comes above them takes their users with it.
    boolean stays() {
        return before.tiers().keySet().stream()
                .filter(tier -> in(before, tier))
                .allMatch(tier -> in(after, tier)
                        && (living(after, tier) || !living(before, tier))
                        && after.tiers().keySet().stream().noneMatch(other -> passes(other, tier)));
    }

    private boolean counts(@Nullable CatalogNode is, ActionName action, TierName was) {
        @Nullable
        TierName now = is == null ? null : is.definition().actionTier().get(action);
        return now != null && in(after, now) && rank(after, now) >= rank(after, was);
    }

    private boolean passes(TierName other, TierName tier) {
        return above(after, other, tier) && !above(before, other, tier);
    }

    /// Of another pool, in use, and higher.
    private boolean above(Catalog catalog, TierName other, TierName tier) {
        return living(catalog, other) && !in(catalog, other) && rank(catalog, other) > rank(catalog, tier);
    }

    private boolean in(Catalog catalog, TierName tier) {
        @Nullable String pool = pool(catalog, tier);
        return pool != null && pool.equals(pool(catalog, limited));
    }

    private static @Nullable String pool(Catalog catalog, TierName tier) {
        @Nullable Defined<TierDefinition> defined = catalog.tiers().get(tier);
        return defined == null ? null : defined.definition().pool();
    }

    private static boolean living(Catalog catalog, TierName tier) {
        @Nullable Defined<TierDefinition> defined = catalog.tiers().get(tier);
        return defined != null && !defined.retired();
    }

    private static int rank(Catalog catalog, TierName tier) {
        @Nullable Defined<TierDefinition> defined = catalog.tiers().get(tier);
        return defined == null ? -1 : defined.definition().rank();
    }
}
