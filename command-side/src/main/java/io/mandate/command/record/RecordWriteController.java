package io.mandate.command.record;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.command.request.Fields;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/// Records are registered, changed and retired. The resource is the path's tail and the record's id a
/// parameter, because it may contain any character, `/` and `..` too, which servers and proxies like to
/// clean out of paths.
@RestController
class RecordWriteController {
    private static final String RECORDS = "/v1/records";

    private final CommandGate gate;
    private final Writes writes;
    private final StrictJson json;

    RecordWriteController(CommandGate gate, Writes writes, StrictJson json) {
        this.gate = gate;
        this.writes = writes;
        this.json = json;
    }

    /// The body of `POST /v1/records`.
    record RegisterBody(
            @Nullable NodeKey resource,
            @Nullable RecordId id,
            @Nullable UserId creator,
            @Nullable UserId owner,
            @Nullable SortedSet<UserId> assignees,
            @Nullable Map<InstanceType, SortedSet<RecordId>> containers,
            @Nullable Map<AttributeKey, @Nullable String> attributes,
            @Nullable String reason) {
        RecordBody record() {
            return new RecordBody(creator, owner, assignees, containers, attributes, reason);
        }
    }

    /// 200 where it is registered so already.
    @Described(
            summary = "Register a record",
            answer = Changed.class,
            body = RegisterBody.class,
            status = {201, 200})
    @PostMapping(RECORDS)
    ResponseEntity<Map<String, Object>> register(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        RegisterBody body = json.read(bytes, RegisterBody.class);
        NodeKey resource = Fields.required("resource", body.resource());
        RecordId id = Fields.required("id", body.id());
        RegisterRecord command =
                new RegisterRecord(caller.tenant(), resource, id, body.record().data());
        Outcome outcome =
                gate.execute(Writes.request(caller, facts.withReason(body.reason()), bytes), List.of(command));
        ResponseEntity<Map<String, Object>> answer = Writes.answer(outcome);
        return ResponseEntity.status(outcome.changed() ? HttpStatus.CREATED : HttpStatus.OK)
                .headers(answer.getHeaders())
                .header(HttpHeaders.LOCATION, place(resource, id).toString())
                .body(answer.getBody());
    }

    @Described(summary = "Change a registered record", answer = Changed.class, body = RecordBody.class)
    @PutMapping(RECORDS + "/{*resource}")
    ResponseEntity<Map<String, Object>> change(
            Caller caller,
            RequestFacts facts,
            @PathVariable String resource,
            @RequestParam String id,
            @RequestBody byte[] bytes) {
        RecordBody body = json.read(bytes, RecordBody.class);
        ChangeRecord command = new ChangeRecord(caller.tenant(), node(resource), new RecordId(id), body.data());
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Retire a registered record", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping(RECORDS + "/{*resource}")
    ResponseEntity<Map<String, Object>> retire(
            Caller caller,
            RequestFacts facts,
            @PathVariable String resource,
            @RequestParam String id,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        RetireRecord command = new RetireRecord(caller.tenant(), node(resource), new RecordId(id));
        return writes.bare(caller, facts, bytes, command);
    }

    private static URI place(NodeKey resource, RecordId id) {
        return URI.create(RECORDS + "/" + resource + "?id=" + UriUtils.encode(id.value(), StandardCharsets.UTF_8));
    }

    private static NodeKey node(String tail) {
        return new NodeKey(tail.startsWith("/") ? tail.substring(1) : tail);
    }
}
