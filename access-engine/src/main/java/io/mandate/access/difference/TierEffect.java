package io.mandate.access.difference;

import io.mandate.access.AccessView;
import io.mandate.access.fact.Fact;
import io.mandate.access.tenant.Quota;
import io.mandate.access.tier.PoolUsage;
import io.mandate.access.tier.Tiers;
import io.mandate.events.values.TierName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of the licence tiers that share a pool.
///
/// @param tiers the tiers that draw from the pool, by name
/// @param usedBefore how many users were in it
/// @param usedAfter how many are
/// @param quotas what the contract says of its tiers; tiers nothing was ever said about are absent
public record TierEffect(String pool, List<TierName> tiers, long usedBefore, long usedAfter, List<Limit> quotas) {
    public TierEffect {
        tiers = List.copyOf(tiers);
        quotas = List.copyOf(quotas);
    }

    /// A quota on both sides.
    ///
    /// @param limitBefore null: there was none
    /// @param limitAfter null: there is none
    /// @param exceededBefore whether more users were in the pool than that
    /// @param exceededAfter whether more users are; where it differs from before, the quota was crossed
    public record Limit(
            TierName tier,
            @Nullable Long limitBefore,
            @Nullable Long limitAfter,
            boolean exceededBefore,
            boolean exceededAfter) {}

    /// Every pool of either view, by name.
    static List<TierEffect> between(AccessView before, AccessView after) {
        Map<String, PoolUsage> was = byName(before);
        Map<String, PoolUsage> is = byName(after);
        Map<String, PoolUsage> all = new TreeMap<>(was);
        all.putAll(is);
        List<TierEffect> effects = new ArrayList<>();
        all.forEach((pool, usage) -> {
            long usedBefore = used(was.get(pool));
            long usedAfter = used(is.get(pool));
            List<Limit> limits = new ArrayList<>();
            for (TierName tier : usage.tiers()) {
                if (before.tenantState().quotas().containsKey(tier)
                        || after.tenantState().quotas().containsKey(tier)) {
                    Long limitBefore = limit(before, tier);
                    Long limitAfter = limit(after, tier);
                    limits.add(new Limit(
                            tier,
                            limitBefore,
                            limitAfter,
                            limitBefore != null && usedBefore > limitBefore,
                            limitAfter != null && usedAfter > limitAfter));
                }
            }
            effects.add(new TierEffect(pool, List.copyOf(usage.tiers()), usedBefore, usedAfter, limits));
        });
        return effects;
    }

    private static Map<String, PoolUsage> byName(AccessView view) {
        Map<String, PoolUsage> pools = new TreeMap<>();
        Tiers.usage(view).forEach(pool -> pools.put(pool.pool(), pool));
        return pools;
    }

    private static long used(@Nullable PoolUsage usage) {
        return usage == null ? 0 : usage.used();
    }

    private static @Nullable Long limit(AccessView view, TierName tier) {
        Fact<Quota> said = view.tenantState().quotas().get(tier);
        return said == null ? null : said.value().limit();
    }
}
