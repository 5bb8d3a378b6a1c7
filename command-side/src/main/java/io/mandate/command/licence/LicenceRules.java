package io.mandate.command.licence;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.access.fact.Fact;
import io.mandate.access.tenant.Quota;
import io.mandate.access.tenant.TenantState;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.RejectionCode;

/// What may become of a tenant's licence, and by which events.
final class LicenceRules {
    /// What holds of a tier about which nothing was said.
    private static final Quota UNLIMITED = new Quota(null, QuotaMode.SOFT);

    private LicenceRules() {}

    static Decision<LicenceEvent> decide(TenantState state, Catalog catalog, LicenceCommand command) {
        return switch (command) {
            case SetQuota c -> quota(state, catalog, c);
        };
    }

    private static Decision<LicenceEvent> quota(TenantState state, Catalog catalog, SetQuota command) {
        Defined<TierDefinition> tier = catalog.tiers().get(command.tier());
        if (tier == null || tier.retired()) {
            return reject(RejectionCode.TIER_UNKNOWN, "tier", command.tier());
        }
        if (command.limit() != null && command.limit() < 0) {
            return reject(
                    RejectionCode.FIELD_INVALID, "field", "limit", "rule", "must be 0 or more, or null for unlimited");
        }
        Fact<Quota> known = state.quotas().get(command.tier());
        Quota before = known == null ? UNLIMITED : known.value();
        // A limit that was made hard by one operator is not softened by another one who speaks of its number alone.
        QuotaMode mode = command.mode() == null ? before.mode() : command.mode();
        return before.equals(new Quota(command.limit(), mode))
                ? unchanged()
                : accept(new TierQuotaChanged(command.tier(), before.limit(), command.limit(), mode));
    }
}
