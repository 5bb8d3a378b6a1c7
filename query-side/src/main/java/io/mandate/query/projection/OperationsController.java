package io.mandate.query.projection;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.query.repeated.RepeatedRequests;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// For operators of the installation: how the read models stand, and another try for a tenant whose models
/// are parked.
@RestController
class OperationsController {
    private static final byte[] NOTHING = {};

    private final ProjectionStatus status;
    private final TenantRegistry tenants;
    private final Operators operators;
    private final AccessJournal journal;
    private final RepeatedRequests repeated;
    private final TransactionTemplate together;

    OperationsController(
            ProjectionStatus status,
            TenantRegistry tenants,
            Operators operators,
            AccessJournal journal,
            RepeatedRequests repeated,
            PlatformTransactionManager transactions) {
        this.status = status;
        this.tenants = tenants;
        this.operators = operators;
        this.journal = journal;
        this.repeated = repeated;
        this.together = new TransactionTemplate(transactions);
    }

    /// @param parked whether it was parked, and is therefore tried again
    record Retry(TenantId tenant, boolean parked) {}

    @Described(summary = "See how the read models stand")
    @GetMapping("/v1/operations/projections")
    ProjectionStatus.Report report(Caller caller) {
        operators.require(caller, Operators.VIEW);
        return status.report();
    }

    /// Accepted: the leader takes the tenant up again within half a second, wherever it runs. 200 where it is not
    /// parked.
    @Described(
            summary = "Try a parked tenant again",
            status = {202, 200})
    @PostMapping("/v1/operations/projections/{tenant}/retry")
    ResponseEntity<Retry> retry(Caller caller, RequestFacts facts, @PathVariable TenantId tenant) {
        operators.require(caller, Operators.EDIT);
        if (!tenants.exists(tenant)) {
            throw new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant));
        }
        boolean parked = Boolean.parseBoolean(repeated.once(
                caller,
                facts,
                NOTHING,
                () -> Boolean.toString(Boolean.TRUE.equals(together.execute(_ -> again(caller, facts, tenant))))));
        return ResponseEntity.status(parked ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(new Retry(tenant, parked));
    }

    /// Noted with what is done, or not done.
    private boolean again(Caller caller, RequestFacts facts, TenantId tenant) {
        boolean parked = status.retry(tenant);
        if (parked) {
            journal.record(JournalEntry.looked(
                    caller.tenant(),
                    JournalEntry.Kind.REPLAYED,
                    caller.actor(),
                    caller.token(),
                    "POST /v1/operations/projections/{tenant}/retry",
                    Map.of("tenant", tenant.value()),
                    facts.ip()));
        }
        return parked;
    }
}
