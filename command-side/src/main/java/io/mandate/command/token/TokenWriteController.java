package io.mandate.command.token;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.command.request.Fields;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.WrittenInstant;
import io.mandate.live.identity.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tokens are issued and revoked. Only the answer of the request that issued it has the secret.
@RestController
class TokenWriteController {
    private static final String TOKENS = "/v1/tokens";

    private final CommandGate gate;
    private final Writes writes;
    private final StrictJson json;
    private final InstantSource clock = InstantSource.system();

    TokenWriteController(CommandGate gate, Writes writes, StrictJson json) {
        this.gate = gate;
        this.writes = writes;
        this.json = json;
    }

    /// @param rights absent: what the principal's kind has by default
    /// @param expiresAt ISO 8601 with a zone, in the future; absent: until it is revoked
    record TokenBody(
            @Nullable UserId principal,
            @Nullable Set<TokenRight> rights,
            @Nullable String expiresAt,
            @Nullable String reason) {}

    @Described(summary = "Issue a token", body = TokenBody.class, answer = TokenIssued.class, status = 201)
    @PostMapping(TOKENS)
    ResponseEntity<Map<String, Object>> issue(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        TokenBody body = json.read(bytes, TokenBody.class);
        if (body.rights() != null && body.rights().contains(null)) {
            throw Fields.invalid("rights", "must not contain null");
        }
        TokenId id = new TokenId(Fields.newId());
        TokenSecret secret = TokenSecret.generate();
        IssueToken command = new IssueToken(
                caller.tenant(),
                id,
                Fields.required("principal", body.principal()),
                secret.sha256(),
                body.rights(),
                body.expiresAt() == null ? null : future(body.expiresAt()));
        Outcome outcome =
                gate.execute(Writes.request(caller, facts.withReason(body.reason()), bytes), List.of(command));
        ResponseEntity<Map<String, Object>> answer = Writes.created(outcome, TOKENS);
        // A repeated request is answered with the token of the first: this secret belongs to nothing.
        boolean first = outcome.ids().getFirst().equals(id.value());
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(first ? withSecret(outcome, secret) : Writes.body(outcome));
    }

    @Described(summary = "Revoke a token", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping(TOKENS + "/{token}")
    ResponseEntity<Map<String, Object>> revoke(
            Caller caller,
            RequestFacts facts,
            @PathVariable String token,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(caller, facts, bytes, new RevokeToken(caller.tenant(), new TokenId(token)));
    }

    private static Map<String, Object> withSecret(Outcome outcome, TokenSecret secret) {
        Map<String, Object> body = new LinkedHashMap<>(Writes.body(outcome));
        body.put("secret", secret.shown());
        return body;
    }

    private Instant future(String written) {
        Instant instant = WrittenInstant.parse("expiresAt", written);
        if (!instant.isAfter(clock.instant())) {
            throw Fields.invalid("expiresAt", "must lie in the future");
        }
        return instant;
    }
}
