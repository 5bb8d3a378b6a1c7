package io.mandate.query.audit;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.audit.AuditFilter.Wanted;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who changed what: page by page as JSON, or as a file. Every look is noted in the access journal before it is
/// answered.
@RestController
class AuditController {
    private final AuditTrail trail;
    private final AuditExport export;
    private final AccessJournal journal;

    AuditController(AuditTrail trail, AuditExport export, AccessJournal journal) {
        this.trail = trail;
        this.export = export;
        this.journal = journal;
    }

    /// @param subject `user:<id>`, `profile:<id>`, `token:<id>`, `licence:<tier>`, `record:<resource>/<id>`, `catalog`
    ///     or `tenant`
    /// @param node a node or setting, with everything below it
    /// @param action a permission that was given or taken
    /// @param order `desc` (newest first) or `asc`
    /// @param format `json`, `csv` or `ndjson`, before what `Accept` says
    @Described(
            summary = "Read the audit trail: JSON, CSV or NDJSON",
            alsoAs = {"text/csv", "application/x-ndjson"})
    @GetMapping("/v1/audit")
    @Nullable
    ResponseEntity<Page<AuditEntry>> audit(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String changeSet,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            HttpServletRequest request,
            HttpServletResponse response) {
        AuditFilter filter = new AuditFilter(
                actor == null ? null : new UserId(actor),
                subject == null ? null : Wanted.of(subject),
                node == null ? null : new NodeKey(node),
                action == null ? null : new ActionName(action),
                type == null ? null : AuditType.of(type),
                changeSet == null ? null : new ChangeSetId(changeSet),
                AuditFilter.instant("from", from),
                AuditFilter.instant("to", to));
        AuditOrder direction = AuditOrder.of(order);
        AuditFormat form = AuditFormat.of(format, accept);
        if (form != AuditFormat.JSON) {
            export.write(caller, facts, atLeast, filter, direction, form, request, response);
            return null;
        }
        PageRequest page = PageRequest.of("audit-" + direction.written, after, limit, count);
        ModelAnswer<Page.Part<AuditEntry>> answer = trail.page(caller, filter, direction, page, atLeast);
        journal.record(JournalEntry.looked(
                caller.tenant(),
                JournalEntry.Kind.AUDIT_READ,
                caller.actor(),
                caller.token(),
                "GET /v1/audit",
                filter.noted()
                        .with("order", order == null ? null : direction.written)
                        .page(after, limit, count)
                        .facts(),
                facts.ip()));
        return Page.of(answer);
    }
}
