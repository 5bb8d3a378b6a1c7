package io.mandate.command.redaction;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.command.rules.Decision;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.store.envelope.Keys;

/// When a reason is redacted.
public final class RedactionRules {
    private RedactionRules() {}

    /// Accepts where there is a reason; one that is redacted already is no change.
    ///
    /// @param key what became of the key that the reason is sealed under
    /// @param keyId its name
    public static Decision<TenantEvent> decide(RedactReason command, Keys.State key, String keyId) {
        return switch (key) {
            case NEVER_MADE -> reject(RejectionCode.REASON_NOT_FOUND, "position", command.commit());
            case DESTROYED -> unchanged();
            case LIVING -> accept(new ReasonRedacted(command.commit().seq(), command.changeSet(), keyId));
        };
    }
}
