package io.mandate.command.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.tenant.TenantState;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.values.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        profileCreation.required | description, roleType      | roleType,description
        profileCreation.required | 'roleType,roleType'        | roleType
        profileRoleTypeFixed     | true                       | true
        userRoleImmutable        | true                       | true
        usernameImmutable        | true                       | true
        usernamePattern          | EMAIL                      | EMAIL
        usernamePattern          | [A-Za-z0-9._]              | [A-Za-z0-9._]
        identity.mode            | SECONDARY_CIAM             | SECONDARY_CIAM
        import.onExisting        | UPDATE                     | UPDATE
        mask.visibleChars        | 64                         | 64
        guards.lastAdministrator | false                      | false
        guards.escalation        | false                      | false
        reason.required          | true                       | true
        """)
    void valid_values_are_kept_in_their_one_written_form(String key, String given, String kept) {
        Policy policy = Policy.of(key);
        assertThat(decide(TenantState.EMPTY, policy, given))
                .isEqualTo(Decision.accept(new TenantPolicyChanged(policy, policy.initial(), kept)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        profileCreation.required | colour
        profileRoleTypeFixed     | yes
        userRoleImmutable        | TRUE
        usernameImmutable        | yes
        usernamePattern          | .*
        usernamePattern          | [z-a]
        usernamePattern          | [a]+
        identity.mode            | NOBODY
        import.onExisting        | IGNORE
        mask.visibleChars        | 65
        mask.visibleChars        | -1
        mask.visibleChars        | 007
        guards.lastAdministrator | ''
        guards.escalation        | off
        reason.required          | 1
        """)
    void other_values_are_refused(String key, String given) {
        assertThat(decide(TenantState.EMPTY, Policy.of(key), given))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo(RejectionCode.POLICY_INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void what_every_tenant_begins_with_is_valid(Policy policy) {
        assertThat(PolicyValues.complaint(policy, policy.initial())).isEmpty();
    }

    @Test
    void a_value_that_holds_already_is_no_event() {
        assertThat(decide(TenantState.EMPTY, Policy.GUARD_ESCALATION, "true")).isEqualTo(Decision.unchanged());
        TenantState changed = TenantState.EMPTY.after(
                new TenantPolicyChanged(Policy.PROFILE_CREATION_REQUIRED, "", "roleType,description"), 7);
        assertThat(decide(changed, Policy.PROFILE_CREATION_REQUIRED, "description,roleType"))
                .isEqualTo(Decision.unchanged());
    }

    private static Decision<TenantEvent> decide(TenantState state, Policy policy, String value) {
        return PolicyRules.decide(state, new ChangePolicy(new TenantId("acme"), policy, value, null));
    }
}
