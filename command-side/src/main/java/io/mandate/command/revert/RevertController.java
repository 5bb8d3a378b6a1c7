package io.mandate.command.revert;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.Writes;
import io.mandate.command.licence.LicenceCommand;
import io.mandate.command.preview.PastLooks;
import io.mandate.command.preview.PreviewBody;
import io.mandate.command.preview.PreviewPage;
import io.mandate.command.preview.Previews;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reverts one commit: of the caller's own tenant, or, for operators, what operators changed in another.
@RestController
class RevertController {
    private static final String OWN = "/v1/history/commits/{position}/revert";
    private static final String OPERATED = "/v1/tenants/{tenant}/commits/{position}/revert";

    private final Reverts reverts;
    private final CommandGate gate;
    private final Previews previews;
    private final PastLooks looks;
    private final StrictJson json;

    RevertController(Reverts reverts, CommandGate gate, Previews previews, PastLooks looks, StrictJson json) {
        this.reverts = reverts;
        this.gate = gate;
        this.previews = previews;
        this.looks = looks;
        this.json = json;
    }

    record RevertBody(@Nullable String reason) {}

    /// @param reverted the end of the commit that was taken back
    /// @param position the end of the commit that took it back
    /// @param ids what was changed back
    /// @param warnings what was accepted but should be known
    record Reverted(Position reverted, Position position, List<String> ids, List<Map<String, Object>> warnings) {}

    /// Takes back what a commit changed. The body may be left out.
    @Described(summary = "Take back what a commit changed", body = RevertBody.class)
    @PostMapping(path = OWN, params = "preview!=true")
    ResponseEntity<Reverted> revert(
            Caller caller,
            RequestFacts facts,
            @PathVariable String position,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return revert(caller.tenant(), Position.parse("position", position), request(caller, facts, bytes));
    }

    /// What reverting a commit would do.
    @Described(summary = "Preview taking back a commit", body = RevertBody.class)
    @PostMapping(path = OWN, params = "preview=true")
    ResponseEntity<PreviewBody> preview(
            Caller caller,
            RequestFacts facts,
            @PathVariable String position,
            @RequestParam(required = false) @Nullable UserId after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return preview(
                request(caller, facts, bytes),
                caller.tenant(),
                Position.parse("position", position),
                OWN,
                Map.of("position", position),
                PreviewPage.of(after, limit));
    }

    /// For operators: quotas and availability of a tenant.
    @Described(summary = "Take back what operators changed in a tenant", body = RevertBody.class)
    @PostMapping(path = OPERATED, params = "preview!=true")
    ResponseEntity<Reverted> revert(
            Caller caller,
            RequestFacts facts,
            @PathVariable TenantId tenant,
            @PathVariable String position,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        requireOperator(caller);
        return revert(tenant, Position.parse("position", position), request(caller, facts, bytes));
    }

    /// What that would do: users are counted, and none is named to operators.
    @Described(summary = "Preview taking back what operators changed in a tenant", body = RevertBody.class)
    @PostMapping(path = OPERATED, params = "preview=true")
    ResponseEntity<PreviewBody> preview(
            Caller caller,
            RequestFacts facts,
            @PathVariable TenantId tenant,
            @PathVariable String position,
            @RequestParam(required = false) @Nullable UserId after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        requireOperator(caller);
        return preview(
                request(caller, facts, bytes),
                tenant,
                Position.parse("position", position),
                OPERATED,
                Map.of("tenant", tenant.value(), "position", position),
                PreviewPage.of(after, limit));
    }

    private static void requireOperator(Caller caller) {
        if (!caller.operator()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    "edit",
                    "resource",
                    LicenceCommand.OPERATIONS,
                    "decisionReason",
                    "OPERATORS_ONLY"));
        }
    }

    private ResponseEntity<PreviewBody> preview(
            ChangeRequest request,
            TenantId tenant,
            Position position,
            String path,
            Map<String, String> asked,
            PreviewPage page) {
        Reverting reverting = reverts.of(request, tenant, position);
        looks.note(request, tenant, "POST " + path + "?preview=true", page.asked(asked));
        return previews.of(request, reverting.commands(), reverting.untouched(), page);
    }

    private ResponseEntity<Reverted> revert(TenantId tenant, Position position, ChangeRequest request) {
        Reverting reverting = reverts.of(request, tenant, position);
        Outcome outcome = gate.execute(request, reverting.commands(), reverting.untouched());
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, outcome.position().toString())
                .body(new Reverted(reverting.end(), outcome.position(), outcome.ids(), outcome.warnings()));
    }

    private ChangeRequest request(Caller caller, RequestFacts facts, byte @Nullable [] bytes) {
        byte[] body = bytes == null ? new byte[0] : bytes;
        @Nullable
        String reason =
                body.length == 0 ? null : json.read(body, RevertBody.class).reason();
        return Writes.request(caller, facts.withReason(reason), body);
    }
}
