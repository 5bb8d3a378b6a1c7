package io.mandate.query.projection;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.TenantRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// For operators of the installation: how the read models stand, and another try for a tenant whose models
/// are parked.
@RestController
class OperationsController {
    private final ProjectionStatus status;
    private final TenantRegistry tenants;

    OperationsController(ProjectionStatus status, TenantRegistry tenants) {
        this.status = status;
        this.tenants = tenants;
    }

    /// @param parked whether it was parked, and is therefore tried again
    record Retry(TenantId tenant, boolean parked) {}

    @Described(summary = "See how the read models stand")
    @GetMapping("/v1/operations/projections")
    ProjectionStatus.Report report(Caller caller) {
        requireOperator(caller, "view");
        return status.report();
    }

    /// Accepted: the leader takes the tenant up again within half a second, wherever it runs.
    @Described(summary = "Try a parked tenant again")
    @PostMapping("/v1/operations/projections/{tenant}/retry")
    ResponseEntity<Retry> retry(Caller caller, @PathVariable TenantId tenant) {
        requireOperator(caller, "retry");
        if (!tenants.exists(tenant)) {
            throw new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant));
        }
        boolean parked = status.retry(tenant);
        return ResponseEntity.status(parked ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(new Retry(tenant, parked));
    }

    private static void requireOperator(Caller caller, String action) {
        if (!caller.operator()) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.NOT_PERMITTED, "action", action, "resource", "operations/projections"));
        }
    }
}
