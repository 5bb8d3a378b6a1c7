package io.mandate.query.proof;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Position;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.CommitReports;
import io.mandate.query.history.DiffReports;
import io.mandate.query.history.DiffRequest;
import io.mandate.query.history.OwnChangeReports;
import io.mandate.query.history.OwnChangeReports.Between;
import io.mandate.query.position.Page;
import io.mandate.query.proof.EvidencePack.Kind;
import io.mandate.query.proof.EvidenceReads.Question;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changes did, to take away. The parameters are those of the questions themselves.
@RestController
@RequestMapping("/v1/proofs/evidence")
class ChangeEvidenceController {
    private final EvidenceReads evidence;
    private final CommitReports commits;
    private final OwnChangeReports own;
    private final DiffReports differences;

    ChangeEvidenceController(
            EvidenceReads evidence, CommitReports commits, OwnChangeReports own, DiffReports differences) {
        this.evidence = evidence;
        this.commits = commits;
        this.own = own;
        this.differences = differences;
    }

    /// Which users did this commit affect, and how? All its events are proved.
    ///
    /// @param written the position of any of its events
    @Described(summary = "Evidence of which users a commit affected, to take away")
    @GetMapping("/commits/{position}")
    ResponseEntity<EvidencePack> commit(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable("position") String written,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        Position position = Position.parse("position", written);
        Consumer<Asked> note = evidence.note(caller, facts, "GET /v1/proofs/evidence/commits/{position}");
        Asked asked = new Asked().with("position", position).page(after, limit, null);
        return evidence.packed(
                new Question(caller, Kind.COMMIT, asked, since),
                () -> commits.of(caller, position, after, limit, atLeast, note),
                report -> Stretch.ofCommit(report.first(), report.position()));
    }

    /// Which commits has this change set?
    @Described(summary = "Evidence of the commits of a change set, to take away")
    @GetMapping("/commits")
    ResponseEntity<EvidencePack> commits(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam String changeSet,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        ChangeSetId id = new ChangeSetId(changeSet);
        Consumer<Asked> note = evidence.note(caller, facts, "GET /v1/proofs/evidence/commits");
        Asked asked = new Asked().with("changeSet", id).page(after, limit, null);
        return evidence.packed(
                new Question(caller, Kind.COMMITS, asked, since),
                () -> Page.told(commits.ofChangeSet(caller, id, after, limit, atLeast, note)));
    }

    /// What changed between two moments, in permissions? Every event in between is proved.
    @Described(summary = "Evidence of what changed between two moments, to take away", refuses = 404)
    @GetMapping("/diff")
    ResponseEntity<EvidencePack> diff(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable UserId user,
            @RequestParam(required = false) @Nullable ProfileId profile,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        DiffRequest request = new DiffRequest(from, to, user, profile);
        Consumer<Asked> note = evidence.note(caller, facts, "GET /v1/proofs/evidence/diff");
        Asked asked = request.noted().page(after, limit, null);
        return evidence.packed(
                new Question(caller, Kind.DIFF, asked, since),
                () -> differences.of(caller, request, request.page(after, limit), atLeast, () -> note.accept(asked)),
                answer -> Stretch.between(answer.from(), answer.to()));
    }

    /// What did people change about themselves?
    @Described(summary = "Evidence of changes people made to what they hold themselves, to take away")
    @GetMapping("/own-changes")
    ResponseEntity<EvidencePack> ownChanges(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        Consumer<Asked> note = evidence.note(caller, facts, "GET /v1/proofs/evidence/own-changes");
        Asked asked = new Asked().with("from", from).with("to", to).page(after, limit, null);
        return evidence.packed(
                new Question(caller, Kind.OWN_CHANGES, asked, since),
                () -> Page.told(own.of(caller, new Between(from, to), after, limit, atLeast, note)));
    }
}
