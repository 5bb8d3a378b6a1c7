package io.mandate.query.history;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Position;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.OwnChangeReports.Between;
import io.mandate.query.position.Page;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changes did: which users a commit affected and how, and what people changed about themselves.
@RestController
class ChangeController {
    private final CommitReports commits;
    private final OwnChangeReports own;
    private final PastReads reads;

    ChangeController(CommitReports commits, OwnChangeReports own, PastReads reads) {
        this.commits = commits;
        this.own = own;
        this.reads = reads;
    }

    /// Which users a commit affected, and how.
    ///
    /// @param written the position of any of its events
    @Described(summary = "Which users a commit affected, and how")
    @GetMapping("/v1/history/commits/{position}")
    ResponseEntity<CommitReport> commit(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable("position") String written,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        Position position = Position.parse("position", written);
        Consumer<Asked> note = note(caller, facts, "GET /v1/history/commits/{position}");
        CommitReport report = commits.of(caller, position, after, limit, atLeast, note);
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, report.position().toString())
                .body(report);
    }

    /// The commits of a change set: one for a save, several for a long job.
    @Described(summary = "List the commits of a change set")
    @GetMapping("/v1/history/commits")
    ResponseEntity<Page<CommitOfSet>> commits(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam String changeSet,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        Consumer<Asked> note = note(caller, facts, "GET /v1/history/commits");
        return Page.of(commits.ofChangeSet(caller, new ChangeSetId(changeSet), after, limit, atLeast, note));
    }

    /// What people changed about themselves: a profile that they had, or their own user.
    ///
    /// @param from as for `GET /v1/history/access`
    @Described(summary = "List changes people made to what they hold themselves")
    @GetMapping("/v1/history/own-changes")
    ResponseEntity<Page<OwnChange>> ownChanges(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        Consumer<Asked> note = note(caller, facts, "GET /v1/history/own-changes");
        return Page.of(own.of(caller, new Between(from, to), after, limit, atLeast, note));
    }

    private Consumer<Asked> note(Caller caller, RequestFacts facts, String what) {
        return asked -> reads.note(caller, facts.ip(), what, asked.facts());
    }
}
