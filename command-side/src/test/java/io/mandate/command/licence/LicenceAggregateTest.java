package io.mandate.command.licence;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.values.Label;
import io.mandate.events.values.TierName;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/// That the command finds its handler, its parameters and its stream; what it decides is told by the tests of the
/// rules.
class LicenceAggregateTest {
    private static final TierName USER = new TierName("USER");

    @Test
    void set_quota() {
        AggregateTestFixture<LicenceAggregate> fixture = new AggregateTestFixture<>(LicenceAggregate.class);
        GivenTenant tenant = new GivenTenant()
                .happened(new TierDefined(USER, new TierDefinition(Label.of("User"), 0, "USER"), null));
        fixture.registerInjectableResource(tenant.head());
        fixture.givenNoPriorActivity()
                .when(new SetQuota(GivenTenant.TENANT, USER, 10L, QuotaMode.SOFT))
                .expectEvents(new TierQuotaChanged(USER, null, 10L, QuotaMode.SOFT));
    }
}
