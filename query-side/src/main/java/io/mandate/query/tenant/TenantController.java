package io.mandate.query.tenant;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists and shows tenants, for operators: the right is one of the system tenant, whose catalog alone has its node.
@RestController
class TenantController {
    private static final Permission VIEW = new Permission(Operators.TENANTS, Operators.VIEW);

    private final ModelReads models;
    private final LiveIndex live;

    TenantController(ModelReads models, LiveIndex live) {
        this.models = models;
        this.live = live;
    }

    @Described(summary = "List the tenants")
    @GetMapping("/v1/tenants")
    ResponseEntity<Page<TenantRow>> tenants(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        PageRequest page = PageRequest.of("tenants", after, limit, null);
        return Page.of(models.read(caller, operators(caller), atLeast, _ -> {
            List<TenantRow> rows = live.index().tenants().stream()
                    .sorted()
                    .filter(tenant -> tenant.value().compareTo(page.after()) > 0)
                    .limit(page.rows())
                    .map(tenant -> TenantRow.of(live.index().now(tenant)))
                    .toList();
            return page.part(rows, row -> row.id().value(), row -> row, null);
        }));
    }

    @Described(summary = "Read a tenant")
    @GetMapping("/v1/tenants/{tenant}")
    ResponseEntity<TenantRow> tenant(Caller caller, MinPosition atLeast, @PathVariable TenantId tenant) {
        ModelAnswer<TenantRow> answer = models.read(caller, operators(caller), atLeast, _ -> {
            if (!live.index().tenants().contains(tenant)) {
                throw new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant));
            }
            return TenantRow.of(live.index().now(tenant));
        });
        return Answers.of(answer, answer.body().revision());
    }

    /// A tenant may well define a node of this name for itself; it is no operator for that.
    private static Permission operators(Caller caller) {
        if (!caller.tenant().equals(Caller.SYSTEM_TENANT)) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    VIEW.action(),
                    "resource",
                    VIEW.node(),
                    "decisionReason",
                    "OPERATORS_ONLY"));
        }
        return VIEW;
    }
}
