package io.mandate.command.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mandate.command.gate.Writes;
import io.mandate.events.tenant.Policy;
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
    record Body(
            @JsonProperty(required = true) String value,
            @Nullable String reason) {}

    @PutMapping("/v1/catalog/policies/{policy}")
    ResponseEntity<Map<String, Object>> change(
            Caller caller,
            RequestFacts facts,
            @PathVariable String policy,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        Body body = json.read(bytes, Body.class);
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
