package io.mandate.query.history;

import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.position.PageRequest;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who could do something between two moments, and who granted it.
@RestController
class AccessHistoryController {
    private final AccessReports reports;
    private final PastReads reads;

    AccessHistoryController(AccessReports reports, PastReads reads) {
        this.reports = reports;
        this.reads = reads;
    }

    /// Every user who could, page by page.
    ///
    /// @param node a node, or an alias of one
    /// @param user only this user
    /// @param record the record it would be done to; without it, some record or other. What was registered of it at
    ///     the time counts, and over it what `creator`, `owner`, `assignee`, `container` (`type:id`) and
    ///     `attribute` (`name:value`) say
    /// @param masked only times in which sensitive fields were hidden (true), or were not (false)
    /// @param from an instant, or a day, which stands for its beginning in the tenant's time zone; without it, from
    ///     the beginning
    /// @param to likewise, not part of the window; without it, until now
    @Described(summary = "Who could do something, when, and who granted it", refuses = 404)
    @GetMapping("/v1/history/access")
    ResponseEntity<AccessReport> access(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String record,
            @RequestParam(required = false) @Nullable String creator,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable List<String> assignee,
            @RequestParam(required = false) @Nullable List<String> container,
            @RequestParam(required = false) @Nullable List<String> attribute,
            @RequestParam(required = false) @Nullable Boolean masked,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        AccessRequest request = new AccessRequest(
                node, action, record, creator, owner, assignee, container, attribute, masked, from, to);
        PageRequest page = request.page(after, limit, count);
        Consumer<Asked> note = asked -> reads.note(
                caller,
                facts.ip(),
                "GET /v1/history/access",
                asked.with("user", user).page(after, limit, count).facts());
        return answer(
                user == null
                        ? reports.users(caller, request, page, atLeast, note)
                        : reports.user(caller, request, new UserId(user), page, atLeast, note));
    }

    /// When one user could: when he gained it and lost it, by whom, and in which change set.
    @Described(summary = "When one user could do something")
    @GetMapping("/v1/history/users/{user}/access")
    ResponseEntity<AccessReport> access(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable UserId user,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String record,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after) {
        AccessRequest request = new AccessRequest(node, action, record, null, null, null, null, null, null, from, to);
        Consumer<Asked> note = asked -> reads.note(
                caller,
                facts.ip(),
                "GET /v1/history/users/{user}/access",
                asked.with("user", user).page(after, null, null).facts());
        return answer(reports.user(caller, request, user, request.page(after, null, null), atLeast, note));
    }

    private static ResponseEntity<AccessReport> answer(AccessReport report) {
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, report.position().toString())
                .body(report);
    }
}
