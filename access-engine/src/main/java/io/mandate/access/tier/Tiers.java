package io.mandate.access.tier;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TierName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Licence tiers. What a profile's tier is, is remembered for as long as neither it nor the catalog nor the tenant
/// changes.
public final class Tiers {
    private final ConcurrentHashMap<Profile, Optional<TierName>> ofProfiles = new ConcurrentHashMap<>();

    private Tiers() {}

    /// The highest tier among the actions the profile gives; empty if none of them needs a tier.
    public static Optional<TierName> ofProfile(AccessView view, Profile profile) {
        Tiers remembered = view.remembered(Tiers.class, Tiers::new);
        return remembered.ofProfiles.computeIfAbsent(profile, unused -> highest(view, profile));
    }

    /// The tier of users of a cohort: the highest of all for superusers, else that of their profile; empty where they
    /// have none, or may not use it.
    public static Optional<TierName> ofCohort(AccessView view, Cohort cohort) {
        Catalog catalog = view.catalog();
        RoleTypeDefinition own = catalog.roleTypeDefinitionOf(cohort.role());
        if (own != null && own.superuser()) {
            return catalog.tiers().entrySet().stream()
                    .filter(tier -> !tier.getValue().retired())
                    .max(Comparator.comparingInt(tier -> rank(tier.getValue())))
                    .map(Map.Entry::getKey);
        }
        Profile profile = cohort.profile() == null ? null : view.profile(cohort.profile());
        if (profile == null) {
            return Optional.empty();
        }
        RoleKey role = cohort.role() == null ? profile.associatedRole() : cohort.role();
        RoleTypeDefinition type = catalog.roleTypeDefinitionOf(role);
        return type == null || type.profilePolicy() == ProfilePolicy.FORBIDDEN
                ? Optional.empty()
                : ofProfile(view, profile);
    }

    /// How many users each pool of tiers holds, pools by name. Counts persons who are active or invited; suspended
    /// ones, services and pages are free.
    public static List<PoolUsage> usage(AccessView view) {
        Map<TierName, Long> byTier = new TreeMap<>();
        view.cohorts().forEach((cohort, count) -> {
            if (counts(cohort)) {
                ofCohort(view, cohort).ifPresent(tier -> byTier.merge(tier, count, Long::sum));
            }
        });
        Map<String, SortedSet<TierName>> pools = new TreeMap<>();
        view.catalog()
                .tiers()
                .forEach((tier, defined) -> pools.computeIfAbsent(
                                defined.definition().pool(), unused -> new TreeSet<>())
                        .add(tier));
        List<PoolUsage> usage = new ArrayList<>();
        pools.forEach((pool, tiers) -> usage.add(new PoolUsage(
                pool,
                tiers,
                tiers.stream().mapToLong(tier -> byTier.getOrDefault(tier, 0L)).sum())));
        return usage;
    }

    /// The pool a tier draws from; empty if the catalog never defined the tier.
    public static Optional<PoolUsage> poolOf(AccessView view, TierName tier) {
        return usage(view).stream().filter(pool -> pool.tiers().contains(tier)).findFirst();
    }

    private static boolean counts(Cohort cohort) {
        return cohort.kind() == PrincipalKind.USER
                && (cohort.status() == UserStatus.ACTIVE || cohort.status() == UserStatus.INVITED);
    }

    private static Optional<TierName> highest(AccessView view, Profile profile) {
        Catalog catalog = view.catalog();
        TierName highest = null;
        for (CatalogNode node : catalog.nodes()) {
            for (Map.Entry<ActionName, TierName> needed :
                    node.definition().actionTier().entrySet()) {
                boolean higher = rank(catalog, needed.getValue()) > rank(catalog, highest);
                if (higher && ProfileGrants.gives(view, profile, node.key(), needed.getKey())) {
                    highest = needed.getValue();
                }
            }
        }
        return Optional.ofNullable(highest);
    }

    private static int rank(Catalog catalog, @Nullable TierName tier) {
        Defined<TierDefinition> defined = tier == null ? null : catalog.tiers().get(tier);
        return defined == null ? -1 : rank(defined);
    }

    private static int rank(Defined<TierDefinition> defined) {
        return defined.definition().rank();
    }
}
