package io.mandate.command.user;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.command.request.Fields;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where a principal stands: its role, profile, perimeter and the one who looks after it.
@RestController
@RequestMapping("/v1/users/{user}")
class UserPlaceController {
    private final Writes writes;
    private final StrictJson json;

    UserPlaceController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    record ProfileBody(
            @Nullable ProfileId profile, @Nullable String reason) {}

    record PerimeterBody(
            @Nullable ScopeExpression perimeter, @Nullable String reason) {}

    record ManagerBody(@Nullable UserId manager, @Nullable String reason) {}

    @Described(summary = "Assign a profile to a user", answer = Changed.class, body = ProfileBody.class)
    @PutMapping("/profile")
    ResponseEntity<Map<String, Object>> assign(
            Caller caller, RequestFacts facts, @PathVariable String user, @RequestBody byte[] bytes) {
        ProfileBody body = json.read(bytes, ProfileBody.class);
        ProfileId profile = Fields.required("profile", body.profile());
        AssignUser command = new AssignUser(caller.tenant(), new UserId(user), profile);
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Take the profile from a user", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/profile")
    ResponseEntity<Map<String, Object>> unassign(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(caller, facts, bytes, new UnassignUser(caller.tenant(), new UserId(user)));
    }

    @Described(summary = "Change the role of a user", answer = Changed.class, body = RoleBody.RoleFields.class)
    @PutMapping("/role")
    ResponseEntity<Map<String, Object>> changeRole(
            Caller caller, RequestFacts facts, @PathVariable String user, @RequestBody byte[] bytes) {
        RoleBody body = json.read(bytes, RoleBody.class);
        ChangeRole command = body.command(caller.tenant(), new UserId(user));
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Bound what a user may do to a perimeter", answer = Changed.class, body = PerimeterBody.class)
    @PutMapping("/perimeter")
    ResponseEntity<Map<String, Object>> assignPerimeter(
            Caller caller, RequestFacts facts, @PathVariable String user, @RequestBody byte[] bytes) {
        PerimeterBody body = json.read(bytes, PerimeterBody.class);
        ScopeExpression perimeter = Fields.required("perimeter", body.perimeter());
        AssignPerimeter command = new AssignPerimeter(caller.tenant(), new UserId(user), perimeter);
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Take the perimeter away", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/perimeter")
    ResponseEntity<Map<String, Object>> removePerimeter(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(caller, facts, bytes, new AssignPerimeter(caller.tenant(), new UserId(user), null));
    }

    @Described(summary = "Give a user a manager", answer = Changed.class, body = ManagerBody.class)
    @PutMapping("/manager")
    ResponseEntity<Map<String, Object>> assignManager(
            Caller caller, RequestFacts facts, @PathVariable String user, @RequestBody byte[] bytes) {
        ManagerBody body = json.read(bytes, ManagerBody.class);
        UserId manager = Fields.required("manager", body.manager());
        AssignManager command = new AssignManager(caller.tenant(), new UserId(user), manager);
        return writes.change(caller, facts.withReason(body.reason()), bytes, command);
    }

    @Described(summary = "Take the manager away", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/manager")
    ResponseEntity<Map<String, Object>> removeManager(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(caller, facts, bytes, new AssignManager(caller.tenant(), new UserId(user), null));
    }
}
