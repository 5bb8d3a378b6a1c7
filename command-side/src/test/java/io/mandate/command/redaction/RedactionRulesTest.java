package io.mandate.command.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.rules.Decision;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.Keys.State;
import org.junit.jupiter.api.Test;

class RedactionRulesTest {
    private static final ChangeSetId SAVE = new ChangeSetId("save-1");
    private static final RedactReason COMMAND = new RedactReason(new TenantId("acme"), Position.parse("s-7"), SAVE);

    @Test
    void a_reason_is_redacted() {
        assertThat(RedactionRules.decide(COMMAND, State.LIVING, "change:save-1"))
                .isEqualTo(Decision.accept(new ReasonRedacted(7, SAVE, "change:save-1")));
    }

    @Test
    void one_that_is_redacted_already_is_no_change() {
        assertThat(RedactionRules.decide(COMMAND, State.DESTROYED, "change:save-1"))
                .isEqualTo(Decision.unchanged());
    }

    @Test
    void a_commit_without_a_reason_has_nothing_to_redact() {
        assertThat(RedactionRules.decide(COMMAND, State.NEVER_MADE, "change:save-1"))
                .isEqualTo(Decision.reject(RejectionCode.REASON_NOT_FOUND, "position", COMMAND.commit()));
    }
}
