package io.mandate.command.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.Writes;
import io.mandate.events.tenant.Policy;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/catalog/policies/{policy}`.
@RestController
class PolicyController {
    private final Writes writes;
    private final StrictJson json;

    PolicyController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    /// @param value in the policy's written form, always a text
    record PolicyBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            String value,

            @Nullable String reason) {}

    @Described(summary = "Change a policy of the tenant", answer = Changed.class, body = PolicyBody.class)
    @PutMapping("/v1/catalog/policies/{policy}")
    ResponseEntity<Map<String, Object>> change(
            Caller caller,
            RequestFacts facts,
            @PathVariable String policy,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        PolicyBody body = json.read(bytes, PolicyBody.class);
        OptionalLong seen = Revisions.expected(ifMatch);
        return writes.change(
                caller,
                facts.withReason(body.reason()),
                bytes,
                new ChangePolicy(
                        caller.tenant(),
                        Policy.of(policy),
                        body.value(),
                        seen.isPresent() ? (Long) seen.getAsLong() : null));
    }
}
