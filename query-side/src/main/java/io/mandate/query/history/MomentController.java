package io.mandate.query.history;

import io.mandate.events.values.Position;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.MomentReports.Moment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How it was at one moment: what a user could do, and how much of the licence was used.
@RestController
class MomentController {
    private final MomentReports reports;
    private final PastReads reads;

    MomentController(MomentReports reports, PastReads reads) {
        this.reports = reports;
        this.reads = reads;
    }

    /// What a user could do at a moment, and through which revision of which profile.
    ///
    /// @param at an instant, or a day, which stands for its beginning in the tenant's time zone; without it and
    ///     without `position`, now
    /// @param position a position, instead of `at`
    @Described(summary = "What a user could do at a moment")
    @GetMapping("/v1/history/users/{user}")
    ResponseEntity<UserThen> user(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable UserId user,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position) {
        Consumer<Asked> note = note(caller, facts, "GET /v1/history/users/{user}");
        UserThen told = reports.user(caller, user, new Moment(at, position), atLeast, note);
        return answer(told.position(), told);
    }

    /// How much of each licence pool was used at a moment, and since which event too much; of a day also what happened
    /// in the course of it.
    ///
    /// @param at as for users
    @Described(summary = "How the quotas stood at a moment")
    @GetMapping("/v1/history/licence")
    ResponseEntity<LicenceThen> licence(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position) {
        Consumer<Asked> note = note(caller, facts, "GET /v1/history/licence");
        LicenceThen told = reports.licence(caller, new Moment(at, position), atLeast, note);
        return answer(told.position(), told);
    }

    private Consumer<Asked> note(Caller caller, RequestFacts facts, String what) {
        return asked -> reads.note(caller, facts.ip(), what, asked.facts());
    }

    private static <T> ResponseEntity<T> answer(Position position, T told) {
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, position.toString())
                .body(told);
    }
}
