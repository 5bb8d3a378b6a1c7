package io.mandate.query.tenant;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.query.history.PastViews;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.store.StoreId;
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
    private final PastViews views;
    private final LiveIndex live;
    private final StoreId store;

    TenantController(ModelReads models, PastViews views, LiveIndex live, StoreId store) {
        this.models = models;
        this.views = views;
        this.live = live;
        this.store = store;
    }

    @Described(summary = "List the tenants")
    @GetMapping("/v1/tenants")
    ResponseEntity<Page<TenantRow>> tenants(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        PageRequest page = PageRequest.of("tenants", after, limit, null);
        return Page.of(models.read(caller, operators(caller), atLeast, view -> {
            List<TenantRow> rows = live.index().tenants().stream()
                    .sorted()
                    .filter(tenant -> tenant.value().compareTo(page.after()) > 0)
                    .filter(tenant -> VIEW.reaches(view.newest(), view.caller(), record(tenant)))
                    .limit(page.rows())
                    .map(tenant -> TenantRow.of(live.index().now(tenant)))
                    .toList();
            return page.part(rows, row -> row.id().value(), row -> row, null);
        }));
    }

    /// What changes a tenant is an event of that tenant, so the position that is asked for and the
    /// one that is answered are the tenant's own, and not the operators'.
    @Described(summary = "Read a tenant")
    @GetMapping("/v1/tenants/{tenant}")
    ResponseEntity<TenantRow> tenant(Caller caller, MinPosition atLeast, @PathVariable TenantId tenant) {
        boolean reached = models.reaches(caller, operators(caller), record(tenant));
        requireKnown(tenant, reached);
        atLeast.position().ifPresent(position -> views.seq(tenant, position));
        AccessView now = live.index().now(tenant);
        TenantRow row = TenantRow.of(now);
        return Answers.of(new ModelAnswer<>(row, store.position(now.position()), null), row.revision());
    }

    /// One that another node has registered a moment ago is looked for in the store before it is
    /// said that there is none. One out of the caller's reach is not there for him.
    private void requireKnown(TenantId tenant, boolean reached) {
        if (reached && live.head(tenant) == 0) {
            live.atHead(tenant);
        }
        if (!reached || live.head(tenant) == 0) {
            throw new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant));
        }
    }

    private static RecordId record(TenantId tenant) {
        return new RecordId(tenant.value());
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
