package io.mandate.command.redaction;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.Writes;
import io.mandate.events.values.Position;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/history/commits/{position}/redaction`.
@RestController
class RedactionController {
    private static final byte[] NOTHING = {};

    private final Redactions redactions;
    private final Writes writes;
    private final StrictJson json;

    RedactionController(Redactions redactions, Writes writes, StrictJson json) {
        this.redactions = redactions;
        this.writes = writes;
        this.json = json;
    }

    /// @param reason why it is redacted; it should not repeat what is
    record RedactionBody(@Nullable String reason) {}

    @Described(
            summary = "Make the reason of a commit unreadable for good",
            answer = Changed.class,
            body = RedactionBody.class)
    @PostMapping("/v1/history/commits/{position}/redaction")
    ResponseEntity<Map<String, Object>> redact(
            Caller caller,
            RequestFacts facts,
            @PathVariable String position,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        byte[] body = bytes == null ? NOTHING : bytes;
        @Nullable
        String reason =
                body.length == 0 ? null : json.read(body, RedactionBody.class).reason();
        RequestFacts told = facts.withReason(reason);
        RedactReason command = redactions.of(Writes.request(caller, told, body), Position.parse("position", position));
        return writes.change(caller, told, body, command);
    }
}
