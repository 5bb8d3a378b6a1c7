package io.mandate.command.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.gate.Writes;
import io.mandate.command.tenant.TenantChange.SetModuleAvailability;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/tenants/{tenant}/availability`, for operators: all modules that the body names, in one commit.
@RestController
class AvailabilityController {
    private final CommandGate gate;
    private final StrictJson json;

    AvailabilityController(CommandGate gate, StrictJson json) {
        this.gate = gate;
        this.json = json;
    }

    /// @param modules by key; those not named stay as they are
    record AvailabilityBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
            Map<NodeKey, Availability> modules,

            @Nullable String reason) {}

    @Described(summary = "Set which modules a tenant has", answer = Changed.class, body = AvailabilityBody.class)
    @PutMapping("/v1/tenants/{tenant}/availability")
    ResponseEntity<Map<String, Object>> set(
            Caller caller, RequestFacts facts, @PathVariable TenantId tenant, @RequestBody byte[] bytes) {
        AvailabilityBody body = json.read(bytes, AvailabilityBody.class);
        List<TenantCommand> commands = new ArrayList<>();
        new TreeMap<>(body.modules())
                .forEach((module, wanted) -> commands.add(new SetModuleAvailability(tenant, module, wanted)));
        if (commands.isEmpty()) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", "modules"));
        }
        return Writes.answer(gate.execute(Writes.request(caller, facts.withReason(body.reason()), bytes), commands));
    }
}
