package io.mandate.command.user;

import io.mandate.command.gate.BulkOutcome;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.ItemOutcome;
import io.mandate.command.gate.Writes;
import io.mandate.command.request.Fields;
import io.mandate.command.request.ItemAnswers;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/profiles/{profile}/users`: one profile for many users, with one result for each.
@RestController
class AssignUsersController {
    private final CommandGate gate;
    private final StrictJson json;

    AssignUsersController(CommandGate gate, StrictJson json) {
        this.gate = gate;
        this.json = json;
    }

    record UsersBody(@Nullable List<UserId> users, @Nullable String reason) {}

    @Described(summary = "Assign a profile to many users", body = UsersBody.class, answer = UsersAssigned.class)
    @PostMapping("/v1/profiles/{profile}/users")
    ResponseEntity<Map<String, Object>> assign(
            Caller caller, RequestFacts facts, @PathVariable String profile, @RequestBody byte[] bytes) {
        UsersBody body = json.read(bytes, UsersBody.class);
        List<UserId> users = Fields.required("users", body.users());
        if (users.isEmpty() || users.size() > AssignUsers.MOST || users.contains(null)) {
            throw Fields.invalid("users", "must be 1 to " + AssignUsers.MOST + " ids; send more of them as a job");
        }
        AssignUsers all = new AssignUsers(caller.tenant(), users, new ProfileId(profile));
        BulkOutcome outcome =
                gate.executeEach(Writes.request(caller, facts.withReason(body.reason()), bytes), all.each(), _ -> {});
        refuseIfNothingWasPermitted(outcome);
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, outcome.position().toString())
                .body(answer(all, outcome));
    }

    /// Who may do none of it is answered like one who asked for a single one.
    private static void refuseIfNothingWasPermitted(BulkOutcome outcome) {
        Rejection first = outcome.items().getFirst().rejection();
        boolean none = outcome.items().stream()
                .map(ItemOutcome::rejection)
                .allMatch(rejection -> rejection != null && rejection.code() == RejectionCode.NOT_PERMITTED);
        if (none && first != null) {
            throw RejectedException.settled(first);
        }
    }

    private static Map<String, Object> answer(AssignUsers all, BulkOutcome outcome) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (ItemOutcome item : outcome.items()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("user", all.users().get(item.index()).value());
            result.putAll(ItemAnswers.of(item));
            results.add(result);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("position", outcome.position().toString());
        answer.put("results", results);
        answer.put("warnings", outcome.warnings());
        return answer;
    }
}
