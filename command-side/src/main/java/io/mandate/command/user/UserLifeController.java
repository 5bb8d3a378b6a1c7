package io.mandate.command.user;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.command.request.Fields;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What happens to a principal between its beginning and its end: activation, suspension, identity, acknowledgements.
@RestController
@RequestMapping("/v1/users/{user}")
class UserLifeController {
    private final Writes writes;
    private final StrictJson json;

    UserLifeController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    record AcknowledgementBody(
            @Nullable String type,
            @Nullable String version,
            @Nullable String reason) {}

    @Described(summary = "Activate an invited user", answer = Changed.class, body = ReasonBody.class)
    @PostMapping("/activation")
    ResponseEntity<Map<String, Object>> activate(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return change(caller, facts, user, bytes, ActivateUser::new);
    }

    @Described(summary = "Suspend a user", answer = Changed.class, body = ReasonBody.class)
    @PutMapping("/suspension")
    ResponseEntity<Map<String, Object>> suspend(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return change(caller, facts, user, bytes, SuspendUser::new);
    }

    @Described(summary = "Enable a suspended user", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/suspension")
    ResponseEntity<Map<String, Object>> enable(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return change(caller, facts, user, bytes, EnableUser::new);
    }

    @Described(summary = "Record that a new password was asked for", answer = Changed.class, body = ReasonBody.class)
    @PostMapping("/password-reset")
    ResponseEntity<Map<String, Object>> resetPassword(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return change(caller, facts, user, bytes, RequestPasswordReset::new);
    }

    @Described(summary = "Record what a user has agreed to", answer = Changed.class, body = AcknowledgementBody.class)
    @PostMapping("/acknowledgements")
    ResponseEntity<Map<String, Object>> acknowledge(
            Caller caller, RequestFacts facts, @PathVariable String user, @RequestBody byte[] bytes) {
        AcknowledgementBody body = json.read(bytes, AcknowledgementBody.class);
        RecordAcknowledgement command = new RecordAcknowledgement(
                caller.tenant(),
                new UserId(user),
                Fields.required("type", body.type()),
                Fields.required("version", body.version()));
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Link a user to an identity provider", answer = Changed.class, body = IdentityBody.class)
    @PutMapping("/identity")
    ResponseEntity<Map<String, Object>> link(
            Caller caller, RequestFacts facts, @PathVariable String user, @RequestBody byte[] bytes) {
        IdentityBody body = json.read(bytes, IdentityBody.class);
        LinkIdentity command = new LinkIdentity(caller.tenant(), new UserId(user), body.identity(""));
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Unlink a user from the identity provider", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/identity")
    ResponseEntity<Map<String, Object>> unlink(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return change(caller, facts, user, bytes, UnlinkIdentity::new);
    }

    private ResponseEntity<Map<String, Object>> change(
            Caller caller,
            RequestFacts facts,
            String user,
            byte @Nullable [] bytes,
            BiFunction<TenantId, UserId, UserCommand> command) {
        return writes.bare(caller, facts, bytes, command.apply(caller.tenant(), new UserId(user)));
    }
}
