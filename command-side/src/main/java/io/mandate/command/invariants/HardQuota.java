package io.mandate.command.invariants;

import io.mandate.access.fact.Fact;
import io.mandate.access.tenant.Quota;
import io.mandate.command.invariants.Quotas.Use;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TierName;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A HARD quota is never passed, whichever way users come into a tier: by assignment, by being enabled
/// again, or because their profile was given an action of a higher tier. What was beyond already may stay,
/// but not grow; so a quota can be agreed upon that is passed already.
@Component
@Order(5)
class HardQuota implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        if (aftermath.events().stream().noneMatch(Quotas::concerns)) {
            return;
        }
        Map<TierName, Use> after = Quotas.uses(aftermath.after());
        Map<TierName, Fact<Quota>> agreed = aftermath.after().tenantState().quotas();
        after.forEach((tier, use) -> {
            if (use.quota().mode() == QuotaMode.HARD && use.exceeded()) {
                @Nullable Use before = Quotas.uses(aftermath.before(), agreed).get(tier);
                if (before == null || use.used() > before.used()) {
                    throw new RejectedException(Rejection.of(
                            RejectionCode.QUOTA_EXCEEDED,
                            "tier",
                            tier,
                            "limit",
                            Objects.requireNonNull(use.quota().limit()),
                            "used",
                            use.used()));
                }
            }
        });
    }
}
