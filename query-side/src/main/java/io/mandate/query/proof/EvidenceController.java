package io.mandate.query.proof;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.AccessReports;
import io.mandate.query.history.AccessRequest;
import io.mandate.query.history.DecisionReports;
import io.mandate.query.history.DecisionReports.Could;
import io.mandate.query.history.MomentReports.Moment;
import io.mandate.query.position.PageRequest;
import io.mandate.query.proof.EvidencePack.Kind;
import io.mandate.query.proof.EvidenceReads.Question;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who could do something, to take away: with proofs that somebody else can check without this
/// server.
@RestController
@RequestMapping("/v1/proofs/evidence")
class EvidenceController {
    private final EvidenceReads evidence;
    private final DecisionReports decisions;
    private final AccessReports reports;

    EvidenceController(EvidenceReads evidence, DecisionReports decisions, AccessReports reports) {
        this.evidence = evidence;
        this.decisions = decisions;
        this.reports = reports;
    }

    /// Could this user do this then, and which events made it so?
    ///
    /// @param node a node, or an alias of one
    /// @param record one record, with what was registered of it; without it, the resource as a whole
    /// @param at an instant, or a day, which stands for its beginning in the tenant's time zone
    /// @param position instead of `at`; without either, now
    /// @param since a checkpoint's size that the evidence is to continue
    @Described(summary = "Evidence of one decision at a moment, to take away")
    @GetMapping
    ResponseEntity<EvidencePack> decision(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam UserId user,
            @RequestParam String node,
            @RequestParam String action,
            @RequestParam(required = false) @Nullable String record,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        Could could = new Could(user, node, new ActionName(action), record == null ? null : new RecordId(record));
        Moment moment = new Moment(at, position);
        Asked asked = new Asked()
                .with("user", user)
                .with("node", node)
                .with("action", could.action())
                .with("record", could.record())
                .with("at", at)
                .with("position", position);
        Runnable note =
                () -> evidence.note(caller, facts, "GET /v1/proofs/evidence").accept(asked);
        return evidence.packed(
                new Question(caller, Kind.DECISION, asked, since),
                () -> decisions.of(caller, could, moment, atLeast, note),
                answer -> Stretch.of(moment, answer.position()));
    }

    /// Who could do this between two moments, and who granted it? The parameters are those of the report itself.
    @Described(summary = "Evidence of who could do something, and who granted it, to take away", refuses = 404)
    @GetMapping("/access")
    ResponseEntity<EvidencePack> access(
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
            @RequestParam(required = false) @Nullable Boolean count,
            @RequestParam(required = false) @Nullable String since) {
        evidence.require(caller, atLeast);
        AccessRequest request = new AccessRequest(
                node, action, record, creator, owner, assignee, container, attribute, masked, from, to);
        PageRequest page = request.page(after, limit, count);
        Asked asked = request.asked().with("user", user).page(after, limit, count);
        Consumer<Asked> taken = evidence.note(caller, facts, "GET /v1/proofs/evidence/access");
        Consumer<Asked> note = noted -> taken.accept(noted.with("user", user).page(after, limit, count));
        return evidence.packed(
                new Question(caller, Kind.ACCESS, asked, since),
                () -> user == null
                        ? reports.users(caller, request, page, atLeast, note)
                        : reports.user(caller, request, new UserId(user), page, atLeast, note));
    }
}
