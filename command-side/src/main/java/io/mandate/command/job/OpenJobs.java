package io.mandate.command.job;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many jobs one tenant may have that are not done: they wait in the database of all, up to 64 MiB each, and one
/// tenant is not to fill it.
@Component
class OpenJobs {
    private final JdbcClient database;
    private final int limit;

    /// @param limit uploads, waiting and running jobs together, 1 or more
    OpenJobs(JdbcClient database, @Value("${mandate.jobs.open-per-tenant:20}") int limit) {
        this.database = database;
        this.limit = limit;
    }

    /// Refuses with TOO_MANY_JOBS if the tenant has no place for one more. In the transaction that adds
    /// it: the tenant's uploads begin one after the other, on whichever node, so that no two take the
    /// last place.
    void requirePlace(TenantId tenant) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended('mandate.job:' || ?, 0))")
                .param(tenant.value())
                .query((_, _) -> true)
                .single();
        int open = database.sql("SELECT count(*) FROM mandate.job WHERE tenant = ? AND state <> 'DONE'")
                .param(tenant.value())
                .query(Integer.class)
                .single();
        if (open >= limit) {
            throw new RejectedException(Rejection.of(RejectionCode.TOO_MANY_JOBS, "open", open, "limit", limit));
        }
    }
}
