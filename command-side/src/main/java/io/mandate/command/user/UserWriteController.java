package io.mandate.command.user;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.gate.Writes;
import io.mandate.command.request.Fields;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Principals begin, change their details and end.
@RestController
class UserWriteController {
    private static final String USERS = "/v1/users";

    private final Writes writes;
    private final StrictJson json;

    UserWriteController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    /// The body of `POST /v1/services` and `POST /v1/pages`.
    record PrincipalBody(
            @Nullable UserId id,
            @Nullable String label,
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable String reason) {}

    @Described(summary = "Create a user", answer = Changed.class, body = CreateUserBody.class, status = 201)
    @PostMapping(USERS)
    ResponseEntity<Map<String, Object>> create(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        CreateUserBody body = json.read(bytes, CreateUserBody.class);
        TenantCommand[] commands = body.commands(caller.tenant(), new UserId(Fields.newId()), creator(caller))
                .toArray(TenantCommand[]::new);
        return writes.create(caller, facts.withReason(body.reason()), bytes, USERS, commands);
    }

    @Described(summary = "Create a service", answer = Changed.class, body = PrincipalBody.class, status = 201)
    @PostMapping("/v1/services")
    ResponseEntity<Map<String, Object>> createService(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        return begin(caller, facts, bytes, PrincipalKind.SERVICE);
    }

    @Described(summary = "Create a page", answer = Changed.class, body = PrincipalBody.class, status = 201)
    @PostMapping("/v1/pages")
    ResponseEntity<Map<String, Object>> createPage(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        return begin(caller, facts, bytes, PrincipalKind.PAGE);
    }

    @Described(
            summary = "Change the details of a user",
            answer = Changed.class,
            body = PatchUserBody.PatchUserFields.class)
    @PatchMapping(USERS + "/{user}")
    ResponseEntity<Map<String, Object>> patch(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        long seen = Revisions.required(ifMatch);
        PatchUserBody body = json.read(bytes, PatchUserBody.class);
        TenantCommand[] commands =
                body.commands(caller.tenant(), new UserId(user), seen).toArray(TenantCommand[]::new);
        return writes.change(caller, facts.withReason(body.reason()), bytes, commands);
    }

    @Described(summary = "Delete a user, and the personal data", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping(USERS + "/{user}")
    ResponseEntity<Map<String, Object>> delete(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        long seen = Revisions.required(ifMatch);
        return writes.bare(caller, facts, bytes, new DeleteUser(caller.tenant(), new UserId(user), seen));
    }

    /// For users deleted before their data was erased with them.
    @Described(summary = "Erase the personal data of a deleted user", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping(USERS + "/{user}/personal-data")
    ResponseEntity<Map<String, Object>> erase(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(caller, facts, bytes, new ErasePersonalData(caller.tenant(), new UserId(user)));
    }

    private ResponseEntity<Map<String, Object>> begin(
            Caller caller, RequestFacts facts, byte[] bytes, PrincipalKind kind) {
        PrincipalBody body = json.read(bytes, PrincipalBody.class);
        UserId id = body.id() == null ? new UserId(Fields.newId()) : body.id();
        CreatePrincipal command = new CreatePrincipal(
                caller.tenant(),
                id,
                kind,
                PersonalText.of(Fields.required("label", body.label())),
                body.role(),
                body.profile(),
                creator(caller));
        // Every principal is read under the path of users, whatever its kind.
        return writes.create(caller, facts.withReason(body.reason()), bytes, USERS, command);
    }

    private static UserId creator(Caller caller) {
        return caller.actor().id();
    }
}
