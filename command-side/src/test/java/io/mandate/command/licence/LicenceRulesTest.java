package io.mandate.command.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.tenant.TenantState;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.CatalogEvent.TierRetired;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Label;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LicenceRulesTest {
    private static final TierName USER = new TierName("USER");
    private static final Catalog CATALOG =
            Catalog.EMPTY.after(new TierDefined(USER, new TierDefinition(Label.of("User"), 0, "USER"), null), 1);

    @Test
    void a_first_quota_comes_from_unlimited() {
        assertThat(decide(TenantState.EMPTY, CATALOG, 10L, QuotaMode.SOFT))
                .isEqualTo(Decision.accept(new TierQuotaChanged(USER, null, 10L, QuotaMode.SOFT)));
    }

    @Test
    void the_next_one_comes_from_the_one_before() {
        assertThat(decide(with(10L), CATALOG, null, QuotaMode.HARD))
                .isEqualTo(Decision.accept(new TierQuotaChanged(USER, 10L, null, QuotaMode.HARD)));
    }

    @Test
    void another_mode_alone_is_a_change() {
        assertThat(decide(with(10L), CATALOG, 10L, QuotaMode.HARD))
                .isEqualTo(Decision.accept(new TierQuotaChanged(USER, 10L, 10L, QuotaMode.HARD)));
    }

    @Test
    void a_limit_alone_keeps_the_mode_and_is_soft_at_first() {
        TenantState hard = TenantState.EMPTY.after(new TierQuotaChanged(USER, null, 10L, QuotaMode.HARD), 1);
        assertThat(decide(hard, CATALOG, 12L, null))
                .isEqualTo(Decision.accept(new TierQuotaChanged(USER, 10L, 12L, QuotaMode.HARD)));
        assertThat(decide(hard, CATALOG, 10L, null)).isEqualTo(Decision.unchanged());
        assertThat(decide(TenantState.EMPTY, CATALOG, 10L, null))
                .isEqualTo(Decision.accept(new TierQuotaChanged(USER, null, 10L, QuotaMode.SOFT)));
    }

    @Test
    void the_same_quota_is_no_event() {
        assertThat(decide(with(10L), CATALOG, 10L, QuotaMode.SOFT)).isEqualTo(Decision.unchanged());
        assertThat(decide(TenantState.EMPTY, CATALOG, null, QuotaMode.SOFT)).isEqualTo(Decision.unchanged());
    }

    @Test
    void nobody_at_all_is_a_quota_but_less_is_not() {
        assertThat(decide(TenantState.EMPTY, CATALOG, 0L, QuotaMode.HARD)).isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(TenantState.EMPTY, CATALOG, -1L, QuotaMode.HARD)))
                .isEqualTo(RejectionCode.FIELD_INVALID);
    }

    @Test
    void an_unknown_or_retired_tier_is_refused() {
        assertThat(refusal(decide(TenantState.EMPTY, Catalog.EMPTY, 1L, QuotaMode.SOFT)))
                .isEqualTo(RejectionCode.TIER_UNKNOWN);
        assertThat(refusal(decide(TenantState.EMPTY, CATALOG.after(new TierRetired(USER), 2), 1L, QuotaMode.SOFT)))
                .isEqualTo(RejectionCode.TIER_UNKNOWN);
    }

    private static TenantState with(long limit) {
        return TenantState.EMPTY.after(new TierQuotaChanged(USER, null, limit, QuotaMode.SOFT), 1);
    }

    private static Decision<LicenceEvent> decide(
            TenantState state, Catalog catalog, @Nullable Long limit, @Nullable QuotaMode mode) {
        return LicenceRules.decide(state, catalog, new SetQuota(new TenantId("acme"), USER, limit, mode));
    }

    private static RejectionCode refusal(Decision<LicenceEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<LicenceEvent>(var rejection) -> rejection.code();
            case Decision.Accepted<LicenceEvent>(var events) -> throw new AssertionError(events);
        };
    }
}
