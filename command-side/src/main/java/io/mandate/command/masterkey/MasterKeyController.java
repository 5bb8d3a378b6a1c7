package io.mandate.command.masterkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.Writes;
import io.mandate.command.masterkey.MasterKeyCommand.ActivateMasterKey;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/operations/master-key/activation`, for operators.
@RestController
class MasterKeyController {
    private final Writes writes;
    private final StrictJson json;

    MasterKeyController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    record ActivationBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            Integer epoch,

            @Nullable String reason) {}

    @Described(summary = "Put an epoch of the master key in use", answer = Changed.class, body = ActivationBody.class)
    @PostMapping("/v1/operations/master-key/activation")
    ResponseEntity<Map<String, Object>> activate(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        ActivationBody body = json.read(bytes, ActivationBody.class);
        return writes.change(caller, facts.withReason(body.reason()), bytes, new ActivateMasterKey(body.epoch()));
    }
}
