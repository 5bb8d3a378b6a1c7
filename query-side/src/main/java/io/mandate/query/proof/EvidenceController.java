package io.mandate.query.proof;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.Question;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.AccessReports;
import io.mandate.query.history.AccessRequest;
import io.mandate.query.history.AsOf;
import io.mandate.query.history.PastViews;
import io.mandate.query.position.PageRequest;
import io.mandate.query.proof.EvidencePack.Kind;
import io.mandate.store.StoreId;
import java.util.List;
import java.util.Map;
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
    private final PastViews views;
    private final AccessReports reports;
    private final StoreId store;

    EvidenceController(EvidenceReads evidence, PastViews views, AccessReports reports, StoreId store) {
        this.evidence = evidence;
        this.views = views;
        this.reports = reports;
        this.store = store;
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
        AccessView now = evidence.require(caller, atLeast);
        AccessView then = views.at(
                caller.tenant(), AsOf.of(at, position, now.tenantState().zone()));
        ActionName wanted = new ActionName(action);
        RecordId about = record == null ? null : new RecordId(record);
        CatalogNode known = then.catalog().nodeByNameOrAlias(node);
        NodeKey key = known == null ? new NodeKey(node) : known.key();
        Asked asked = new Asked()
                .with("user", user)
                .with("node", node)
                .with("action", wanted)
                .with("record", about)
                .with("at", at)
                .with("position", position);
        evidence.note(caller, facts, "GET /v1/proofs/evidence").accept(asked);
        if (known == null) {
            throw new RejectedException(Rejection.of(RejectionCode.NODE_UNKNOWN, "node", key));
        }
        Question question = new Question(user, key, wanted, about, null, Map.of());
        return evidence.packed(
                new EvidenceReads.Question(caller, Kind.DECISION, asked, since),
                () -> DecisionThen.of(then, question, store));
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
        Asked noted = request.noted().with("user", user).page(after, limit, count);
        Runnable note = () ->
                evidence.note(caller, facts, "GET /v1/proofs/evidence/access").accept(noted);
        return evidence.packed(
                new EvidenceReads.Question(caller, Kind.ACCESS, asked, since),
                () -> user == null
                        ? reports.users(caller, request, page, atLeast, note)
                        : reports.user(caller, request, new UserId(user), page, atLeast, note));
    }
}
