package io.mandate.command.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.Writes;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/tenants/{tenant}/offboarding`, for operators. It takes two confirmations: the revision
/// of the tenant that was seen, and its id once more.
@RestController
class OffboardingController {
    private final Offboarding offboarding;
    private final StrictJson json;

    OffboardingController(Offboarding offboarding, StrictJson json) {
        this.offboarding = offboarding;
        this.json = json;
    }

    /// @param tenant the same as in the path
    /// @param reason why, kept with the operators
    record OffboardingBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            TenantId tenant,

            @Nullable String reason) {}

    @Described(summary = "End a tenant and destroy its key", answer = Changed.class, body = OffboardingBody.class)
    @PostMapping("/v1/tenants/{tenant}/offboarding")
    ResponseEntity<Map<String, Object>> offboard(
            Caller caller,
            RequestFacts facts,
            @PathVariable TenantId tenant,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        OffboardingBody body = json.read(bytes, OffboardingBody.class);
        ChangeRequest request = Writes.request(caller, facts.withReason(body.reason()), bytes);
        offboarding.admit(request, tenant);
        if (!body.tenant().equals(tenant)) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.FIELD_INVALID,
                    "field",
                    "tenant",
                    "rule",
                    "repeat the id of the tenant that is to end"));
        }
        return Writes.answer(offboarding.offboard(request, tenant, Revisions.required(ifMatch)));
    }
}
