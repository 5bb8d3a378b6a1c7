package io.mandate.command.policy;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.tenant.TenantState;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import java.util.Optional;

/// What may become of a policy.
public final class PolicyRules {
    private PolicyRules() {}

    /// Accepts what an operator says of a guard; what holds already is no change.
    public static Decision<TenantEvent> decide(TenantState state, SetGuard change) {
        return decide(state, new ChangePolicy(change.tenant(), change.guard(), String.valueOf(change.on()), null));
    }

    /// Accepts a valid value; one that holds already is no change.
    public static Decision<TenantEvent> decide(TenantState state, ChangePolicy change) {
        Optional<String> broken = PolicyValues.complaint(change.policy(), change.value());
        if (broken.isPresent()) {
            return reject(
                    RejectionCode.POLICY_INVALID, "policy", change.policy().key(), "rule", broken.get());
        }
        String from = state.policy(change.policy());
        String to = PolicyValues.written(change.policy(), change.value());
        return from.equals(to) ? unchanged() : accept(new TenantPolicyChanged(change.policy(), from, to));
    }
}
