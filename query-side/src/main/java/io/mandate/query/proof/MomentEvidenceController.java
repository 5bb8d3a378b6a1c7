package io.mandate.query.proof;

import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.MomentReports;
import io.mandate.query.history.MomentReports.Moment;
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

/// How it was at one moment, to take away. The parameters are those of the questions themselves.
@RestController
@RequestMapping("/v1/proofs/evidence")
class MomentEvidenceController {
    private final EvidenceReads evidence;
    private final MomentReports reports;

    MomentEvidenceController(EvidenceReads evidence, MomentReports reports) {
        this.evidence = evidence;
        this.reports = reports;
    }

    /// What could this user do then, through what, and which events made it so?
    @Described(summary = "Evidence of what a user could do at a moment, to take away")
    @GetMapping("/users/{user}")
    ResponseEntity<EvidencePack> user(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable UserId user,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        Consumer<Asked> note = evidence.note(caller, facts, "GET /v1/proofs/evidence/users/{user}");
        Moment moment = new Moment(at, position);
        Asked asked = new Asked().with("user", user).with("at", at).with("position", position);
        return evidence.packed(
                new Question(caller, Kind.USER, asked, since),
                () -> reports.user(caller, user, moment, atLeast, note),
                answer -> Stretch.of(moment, answer.position()));
    }

    /// How did the quotas stand then, or on that day, and by which events?
    @Described(summary = "Evidence of how the quotas stood at a moment, to take away")
    @GetMapping("/licence")
    ResponseEntity<EvidencePack> licence(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        Consumer<Asked> note = evidence.note(caller, facts, "GET /v1/proofs/evidence/licence");
        Moment moment = new Moment(at, position);
        Asked asked = new Asked().with("at", at).with("position", position);
        return evidence.packed(
                new Question(caller, Kind.LICENCE, asked, since),
                () -> reports.licence(caller, moment, atLeast, note),
                answer -> Stretch.of(moment, answer.position()));
    }
}
