package io.mandate.command.tenant;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.LivingKeys;
import io.mandate.command.policy.ChangePolicy;
import io.mandate.command.policy.SetGuard;
import io.mandate.command.redaction.RedactReason;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.tenant.TenantChange.OrderOffboarding;
import io.mandate.command.tenant.TenantChange.RegisterTenant;
import io.mandate.command.tenant.TenantChange.SetModuleAvailability;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/// That each command finds its handler, its parameters and its stream; what it decides is told by the tests of the
/// rules.
class TenantAggregateTest {
    private static final TenantRegistered REGISTERED = new TenantRegistered(ZoneOffset.UTC, Label.of("Acme"));

    private static TestExecutor<TenantAggregate> given(TenantEvent... events) {
        AggregateTestFixture<TenantAggregate> fixture = new AggregateTestFixture<>(TenantAggregate.class);
        GivenTenant tenant = new GivenTenant();
        if (events.length > 0) {
            tenant.happened(events);
        }
        fixture.registerInjectableResource(tenant.head());
        fixture.registerInjectableResource(new LivingKeys());
        return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) events);
    }

    @Test
    void register_tenant() {
        given().when(new RegisterTenant(GivenTenant.TENANT, ZoneOffset.UTC, Label.of("Acme"), 1))
                .expectEvents(REGISTERED, new DecisionRulesAdopted(0, 1));
    }

    @Test
    void register_tenant_again() {
        given(REGISTERED)
                .when(new RegisterTenant(GivenTenant.TENANT, ZoneOffset.UTC, Label.of("Acme"), 1))
                .expectException(RejectedException.class)
                .expectExceptionMessage(RejectionCode.TENANT_ALREADY_EXISTS.name());
    }

    @Test
    void set_module_availability() {
        given(REGISTERED)
                .when(new SetModuleAvailability(GivenTenant.TENANT, new NodeKey("voice"), Availability.NOT_LICENSED))
                .expectException(RejectedException.class)
                .expectExceptionMessage(RejectionCode.MODULE_UNKNOWN.name());
    }

    @Test
    void off_board_tenant() {
        given(REGISTERED)
                .when(new OffboardTenant(GivenTenant.TENANT, null))
                .expectEvents(new TenantOffboarded("key-of-" + GivenTenant.TENANT));
    }

    @Test
    void order_off_boarding() {
        given(REGISTERED)
                .when(new OrderOffboarding(GivenTenant.TENANT, new TenantId("other")))
                .expectEvents(new TenantOffboardingOrdered(new TenantId("other")));
    }

    @Test
    void redact_reason() {
        given(REGISTERED)
                .when(new RedactReason(GivenTenant.TENANT, Position.parse("s-7"), new ChangeSetId("eves-illness")))
                .expectEvents(new ReasonRedacted(7, new ChangeSetId("eves-illness"), "key-of-eves-illness"));
    }

    @Test
    void change_policy() {
        given(REGISTERED)
                .when(new ChangePolicy(GivenTenant.TENANT, Policy.REASON_REQUIRED, "true", null))
                .expectEvents(new TenantPolicyChanged(Policy.REASON_REQUIRED, "false", "true"));
    }

    @Test
    void change_policy_to_what_holds() {
        given(REGISTERED)
                .when(new ChangePolicy(GivenTenant.TENANT, Policy.REASON_REQUIRED, "false", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void set_guard() {
        given(REGISTERED)
                .when(new SetGuard(GivenTenant.TENANT, Policy.GUARD_ESCALATION, false))
                .expectEvents(new TenantPolicyChanged(Policy.GUARD_ESCALATION, "true", "false"));
    }
}
