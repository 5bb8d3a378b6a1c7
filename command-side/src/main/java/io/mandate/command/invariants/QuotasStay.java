package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TierName;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Quotas are the operators' business, and whoever edits the catalog does not get past them: as long as one limits a
/// tier, nothing that counts there is taken out of it, neither for today's users nor for those who come later.
@Component
@Order(9)
class QuotasStay implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        if (aftermath.giver() == null || aftermath.events().stream().noneMatch(CatalogEvent.class::isInstance)) {
            return;
        }
        for (TierName tier : limited(aftermath.before())) {
            check(new CountedPool(
                    tier, aftermath.before().catalog(), aftermath.after().catalog()));
        }
    }

    private static List<TierName> limited(AccessView view) {
        return view.tenantState().quotas().entrySet().stream()
                .filter(quota -> quota.getValue().value().limit() != null)
                .map(quota -> quota.getKey())
                .sorted()
                .toList();
    }

    private static void check(CountedPool pool) {
        List<NodeKey> leaving = pool.leaving();
        if (!leaving.isEmpty() || !pool.stays()) {
            Rejection refusal = Rejection.of(RejectionCode.QUOTA_IN_USE, "tier", pool.limited());
            throw new RejectedException(
                    leaving.isEmpty()
                            ? refusal
                            : refusal.with(
                                    "nodes",
                                    leaving.stream().limit(ProfileInUse.NAMED).toList()));
        }
    }
}
