package io.mandate.access.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.tenant.TenantState;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TierName;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundTest {
    private static final TierName TIER = new TierName("USER");
    private static final TenantState STATE = TenantState.EMPTY;

    private final Ground ground = new Ground(Catalog.EMPTY, STATE);

    @Test
    void quotas_leave_what_was_derived_as_it_is() {
        ground.remembered(String.class, () -> "derived");
        TenantState quota = STATE.after(new TierQuotaChanged(TIER, null, 5L, QuotaMode.SOFT), 2);
        Ground next = ground.then(Catalog.EMPTY, quota);
        ground.superseded();

        assertThat(next.known(String.class)).isEqualTo("derived");
        assertThat(next.state()).isEqualTo(quota);
        assertThat(ground.state()).isEqualTo(STATE);
    }

    @Test
    void what_decisions_depend_on_begins_anew() {
        ground.remembered(String.class, () -> "derived");
        List<TenantState> others = List.of(
                STATE.after(new TenantPolicyChanged(Policy.MASK_VISIBLE_CHARS, "0", "2"), 2),
                STATE.after(
                        new ModuleAvailabilityChanged(
                                new NodeKey("m"), Availability.AVAILABLE, Availability.UNAVAILABLE),
                        2),
                STATE.after(new DecisionRulesAdopted(1, 2), 2));
        for (TenantState other : others) {
            assertThat(ground.then(Catalog.EMPTY, other).known(String.class)).isNull();
        }
    }
}
