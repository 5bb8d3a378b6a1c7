package io.mandate.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.rules.Decision;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.tenant.TenantChange.OrderOffboarding;
import io.mandate.command.tenant.TenantChange.RegisterTenant;
import io.mandate.command.tenant.TenantChange.SetModuleAvailability;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TenantRulesTest {
    private static final TenantId TENANT = GivenTenant.TENANT;
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final NodeKey VOICE = new NodeKey("voice");

    private final GivenTenant tenant = new GivenTenant();

    @Test
    void a_tenant_begins_with_its_zone_and_the_rules_in_force() {
        assertThat(decide(new RegisterTenant(TENANT, ZONE, Label.of("Acme"), 1)))
                .isEqualTo(
                        Decision.accept(new TenantRegistered(ZONE, Label.of("Acme")), new DecisionRulesAdopted(0, 1)));
    }

    @Test
    void a_tenant_begins_once() {
        tenant.happened(new TenantRegistered(ZONE, Label.of("Acme")));
        assertThat(refusal(decide(new RegisterTenant(TENANT, ZONE, Label.of("Acme"), 1))))
                .isEqualTo(RejectionCode.TENANT_ALREADY_EXISTS);
    }

    @Test
    void a_module_is_taken_out_of_the_contract_and_put_back() {
        catalog();
        SetModuleAvailability out = new SetModuleAvailability(TENANT, VOICE, Availability.NOT_LICENSED);
        ModuleAvailabilityChanged gone =
                new ModuleAvailabilityChanged(VOICE, Availability.AVAILABLE, Availability.NOT_LICENSED);
        assertThat(decide(out)).isEqualTo(Decision.accept(gone));
        tenant.happened(gone);
        assertThat(decide(out)).isEqualTo(Decision.unchanged());
        assertThat(decide(new SetModuleAvailability(TENANT, VOICE, Availability.AVAILABLE)))
                .isEqualTo(Decision.accept(
                        new ModuleAvailabilityChanged(VOICE, Availability.NOT_LICENSED, Availability.AVAILABLE)));
    }

    @Test
    void only_modules_are_available_or_not() {
        catalog();
        for (String key : new String[] {"staff/agents", "nothing"}) {
            assertThat(refusal(decide(new SetModuleAvailability(TENANT, new NodeKey(key), Availability.UNAVAILABLE))))
                    .isEqualTo(RejectionCode.MODULE_UNKNOWN);
        }
    }

    @Test
    void a_tenant_ends_once() {
        assertThat(decide(new OffboardTenant(TENANT, null)))
                .isEqualTo(Decision.accept(new TenantOffboarded("tenant:acme")));
        tenant.happened(new TenantOffboarded("tenant:acme"));
        assertThat(decide(new OffboardTenant(TENANT, null))).isEqualTo(Decision.unchanged());
    }

    @Test
    void that_a_tenant_ends_is_ordered_once() {
        OrderOffboarding order = new OrderOffboarding(TENANT, new TenantId("other"));
        TenantOffboardingOrdered ordered = new TenantOffboardingOrdered(new TenantId("other"));
        assertThat(decide(order)).isEqualTo(Decision.accept(ordered));
        tenant.happened(ordered);
        assertThat(decide(order)).isEqualTo(Decision.unchanged());
        assertThat(tenant.head().tenantState().offboarded()).isFalse();
    }

    private void catalog() {
        tenant.happened(CatalogReader.shipped("contact-center").nodes().entrySet().stream()
                .map(node -> new CatalogNodeDefined(node.getKey(), node.getValue(), null))
                .toList());
    }

    private Decision<TenantEvent> decide(TenantChange change) {
        AccessView head = tenant.head();
        return TenantRules.decide(head.tenantState(), head.catalog(), change, "tenant:acme");
    }

    private static RejectionCode refusal(Decision<TenantEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<TenantEvent>(var rejection) -> rejection.code();
            case Decision.Accepted<TenantEvent>(var events) -> throw new AssertionError(events);
        };
    }
}
