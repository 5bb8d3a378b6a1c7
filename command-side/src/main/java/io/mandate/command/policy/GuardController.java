package io.mandate.command.policy;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.gate.Writes;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/tenants/{tenant}/guards`, for operators.
@RestController
class GuardController {
    private final CommandGate gate;
    private final StrictJson json;

    GuardController(CommandGate gate, StrictJson json) {
        this.gate = gate;
        this.json = json;
    }

    /// @param escalation whether nobody can give what he does not hold; null: as it is
    /// @param lastAdministrator whether the last administrator is protected; null: as it is
    record GuardsBody(
            @Nullable Boolean escalation,
            @Nullable Boolean lastAdministrator,
            @Nullable String reason) {}

    @Described(summary = "Switch the guards of a tenant on or off", answer = Changed.class, body = GuardsBody.class)
    @PutMapping("/v1/tenants/{tenant}/guards")
    ResponseEntity<Map<String, Object>> set(
            Caller caller, RequestFacts facts, @PathVariable TenantId tenant, @RequestBody byte[] bytes) {
        GuardsBody body = json.read(bytes, GuardsBody.class);
        List<TenantCommand> commands = new ArrayList<>();
        if (body.escalation() != null) {
            commands.add(new SetGuard(tenant, Policy.GUARD_ESCALATION, body.escalation()));
        }
        if (body.lastAdministrator() != null) {
            commands.add(new SetGuard(tenant, Policy.GUARD_LAST_ADMINISTRATOR, body.lastAdministrator()));
        }
        if (commands.isEmpty()) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.FIELD_REQUIRED, "field", "escalation or lastAdministrator"));
        }
        return Writes.answer(gate.execute(Writes.request(caller, facts.withReason(body.reason()), bytes), commands));
    }
}
