package io.mandate.query.history;

import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changed between two moments, in permissions.
@RestController
class DiffController {
    private final DiffReports reports;
    private final PastReads reads;

    DiffController(DiffReports reports, PastReads reads) {
        this.reports = reports;
        this.reads = reads;
    }

    /// For the whole tenant, user by user; for one user; or of what one profile gives.
    ///
    /// @param from a position, an instant, or a day, which stands for its beginning in the tenant's time zone
    /// @param to likewise; without it, now
    @Described(summary = "What changed between two moments, in permissions", refuses = 404)
    @GetMapping("/v1/history/diff")
    ResponseEntity<DiffAnswer> diff(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable UserId user,
            @RequestParam(required = false) @Nullable ProfileId profile,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        DiffRequest request = new DiffRequest(from, to, user, profile);
        Asked asked = request.noted().page(after, limit, null);
        DiffAnswer answer = reports.of(
                caller,
                request,
                request.page(after, limit),
                atLeast,
                () -> reads.note(caller, facts.ip(), "GET /v1/history/diff", asked.facts()));
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, answer.to().toString())
                .body(answer);
    }
}
