package io.mandate.command.gate;

import io.mandate.events.EventMetadata.Source;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// What controllers of changes share: from a request to the gate, and from what became of it to the answer.
/// A controller is left with parsing its body and naming its command.
@Component
public class Writes {
    private static final byte[] NOTHING = {};

    private final CommandGate gate;
    private final StrictJson json;

    Writes(CommandGate gate, StrictJson json) {
        this.gate = gate;
        this.json = json;
    }

    /// The change a request asks for.
    ///
    /// @param body as received; empty, where the request has none
    /// @throws io.mandate.events.values.InvalidValueException if its `If-Match` is no revision
    public static ChangeRequest request(Caller caller, RequestFacts facts, byte[] body) {
        return new ChangeRequest(
                caller,
                facts.operation(),
                facts.query(),
                body,
                facts.idempotencyKey(),
                facts.reason(),
                facts.ip(),
                facts.userAgent(),
                facts.correlationId(),
                Source.API,
                Revisions.seen(facts.ifMatch()).orElse(null));
    }

    /// Carries a change out and answers 200.
    public ResponseEntity<Map<String, Object>> change(
            Caller caller, RequestFacts facts, byte[] body, TenantCommand... commands) {
        return answer(gate.execute(request(caller, facts, body), List.of(commands)));
    }

    /// Carries out what method and path say in full, and answers 200.
    ///
    /// @param body a [ReasonBody], or nothing
    /// @throws io.mandate.http.json.MalformedJsonException if it is anything else
    public ResponseEntity<Map<String, Object>> bare(
            Caller caller, RequestFacts facts, byte @Nullable [] body, TenantCommand... commands) {
        if (body == null || body.length == 0) {
            return change(caller, facts, NOTHING, commands);
        }
        return change(caller, facts.withReason(json.read(body, ReasonBody.class).reason()), body, commands);
    }

    /// Carries a creation out and answers 201 with the place of the new thing.
    ///
    /// @param collection its path, such as `/v1/profiles`, without a slash at the end
    public ResponseEntity<Map<String, Object>> create(
            Caller caller, RequestFacts facts, byte[] body, String collection, TenantCommand... commands) {
        return created(gate.execute(request(caller, facts, body), List.of(commands)), collection);
    }

    /// The answer to a change, 200.
    public static ResponseEntity<Map<String, Object>> answer(Outcome outcome) {
        return head(ResponseEntity.ok(), outcome).body(body(outcome));
    }

    /// The answer to a creation, 201.
    public static ResponseEntity<Map<String, Object>> created(Outcome outcome, String collection) {
        String id = UriUtils.encodePathSegment(outcome.ids().getFirst(), StandardCharsets.UTF_8);
        return head(ResponseEntity.created(URI.create(collection + "/" + id)), outcome)
                .body(body(outcome));
    }

    /// The members every answer has: id, revision, position, warnings. In a map of its own, to which a
    /// feature may add.
    public static Map<String, Object> body(Outcome outcome) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", outcome.ids().getFirst());
        body.put("revision", outcome.revision());
        body.put("position", outcome.position().toString());
        body.put("warnings", outcome.warnings());
        return body;
    }

    private static ResponseEntity.BodyBuilder head(ResponseEntity.BodyBuilder answer, Outcome outcome) {
        return answer.header(HttpHeaders.ETAG, Revisions.tag(outcome.position().store(), outcome.revision()))
                .header(MinPosition.ANSWER, outcome.position().toString());
    }
}
