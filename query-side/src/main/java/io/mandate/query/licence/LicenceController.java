package io.mandate.query.licence;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Defined;
import io.mandate.access.tier.PoolUsage;
import io.mandate.access.tier.Tiers;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.TierName;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Permission;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows how much of each licence tier is used: what was agreed from its table, usage from the access index
/// at the same position.
@RestController
class LicenceController {
    private final ModelReads models;

    LicenceController(ModelReads models) {
        this.models = models;
    }

    @Described(summary = "Read the use of the licence")
    @GetMapping("/v1/licence")
    ResponseEntity<LicenceView> licence(Caller caller, MinPosition atLeast) {
        return Answers.of(models.read(caller, Permission.VIEW_LICENCE, atLeast, LicenceController::usage));
    }

    private static LicenceView usage(ModelView view) {
        view.requireWhole(Permission.VIEW_LICENCE);
        Map<String, QuotaRow> agreed = new HashMap<>();
        view.sql()
                .sql("SELECT " + QuotaRow.TABLE.columns("q") + " FROM " + view.table(QuotaRow.TABLE)
                        + " q WHERE q.tenant = ?")
                .param(view.tenant().value())
                .query((row, _) -> QuotaRow.TABLE.read(row))
                .list()
                .forEach(row -> agreed.put(row.tier(), row));
        Map<TierName, Long> inTier = inTier(view.access());
        List<PoolUsage> pools = Tiers.usage(view.access());
        return new LicenceView(view.access().catalog().tiers().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        tier -> tier.getValue().definition().rank()))
                .map(tier -> shown(
                        tier.getKey(),
                        tier.getValue(),
                        inTier.getOrDefault(tier.getKey(), 0L),
                        used(pools, tier.getKey()),
                        agreed.get(tier.getKey().value())))
                .toList());
    }

    private static LicenceView.Tier shown(
            TierName tier, Defined<TierDefinition> defined, long inTier, long used, @Nullable QuotaRow agreed) {
        Long limit = agreed == null ? null : agreed.quota();
        return new LicenceView.Tier(
                tier,
                defined.definition().label(),
                defined.retired(),
                defined.definition().pool(),
                inTier,
                used,
                limit,
                limit == null ? 0 : Math.max(0, used - limit),
                agreed == null ? null : agreed.mode(),
                agreed == null ? null : agreed.agreedAt(),
                agreed == null ? null : exceeded(agreed));
    }

    private static LicenceView.@Nullable Exceeded exceeded(QuotaRow row) {
        return row.exceededAt() == null || row.exceededUsed() == null || row.exceededCause() == null
                ? null
                : new LicenceView.Exceeded(row.exceededAt(), row.exceededUsed(), row.exceededCause());
    }

    private static long used(List<PoolUsage> pools, TierName tier) {
        return pools.stream()
                .filter(pool -> pool.tiers().contains(tier))
                .mapToLong(PoolUsage::used)
                .sum();
    }

    /// Counts by cohorts, so its cost does not grow with the number of users.
    private static Map<TierName, Long> inTier(AccessView view) {
        Map<TierName, Long> inTier = new HashMap<>();
        view.cohorts().forEach((cohort, count) -> {
            if (counts(cohort)) {
                Tiers.ofCohort(view, cohort).ifPresent(tier -> inTier.merge(tier, count, Long::sum));
            }
        });
        return inTier;
    }

    private static boolean counts(Cohort cohort) {
        return cohort.kind() == PrincipalKind.USER
                && (cohort.status() == UserStatus.ACTIVE || cohort.status() == UserStatus.INVITED);
    }
}
