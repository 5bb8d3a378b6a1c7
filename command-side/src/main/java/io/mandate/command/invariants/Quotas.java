package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.fact.Fact;
import io.mandate.access.tenant.Quota;
import io.mandate.access.tier.PoolUsage;
import io.mandate.access.tier.Tiers;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.TierName;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many users each limited tier has, counted by cohorts.
final class Quotas {
    private Quotas() {}

    /// @param used active and invited users of the tier's pool
    record Use(Quota quota, long used) {
        boolean exceeded() {
            @Nullable Long limit = quota.limit();
            return limit != null && used > limit;
        }
    }

    /// Every tier about which a quota was ever set, with its use.
    static Map<TierName, Use> uses(AccessView view) {
        return uses(view, view.tenantState().quotas());
    }

    /// The users of a view, measured by quotas that may be of another moment.
    static Map<TierName, Use> uses(AccessView view, Map<TierName, Fact<Quota>> quotas) {
        if (quotas.isEmpty()) {
            return Map.of();
        }
        Map<TierName, Use> uses = new TreeMap<>();
        for (PoolUsage pool : Tiers.usage(view)) {
            for (TierName tier : pool.tiers()) {
                @Nullable Fact<Quota> quota = quotas.get(tier);
                if (quota != null) {
                    uses.put(tier, new Use(quota.value(), pool.used()));
                }
            }
        }
        return uses;
    }

    /// Whether an event can change how many users a tier has, or how many it may have.
    static boolean concerns(DomainEvent event) {
        return switch (event) {
            case UserEvent _, ProfileEvent _, CatalogEvent _, LicenceEvent _, TenantEvent _ -> true;
            case RecordEvent _, TokenEvent _ -> false;
        };
    }
}
