package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import io.mandate.store.append.UnknownTenantException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// From instants to positions, so that the answer for an instant never changes.
///
/// An instant is closed when the head was recorded at or after it: what comes is recorded later. One that is more
/// recent is closed by writing it into the head, which waits for whoever is about to commit; from then on even a
/// clock that is set back cannot date a commit before it.
@Component
class ClosedInstants {
    private final JdbcClient database;
    private final TransactionTemplate own;

    ClosedInstants(DataSource database, PlatformTransactionManager transactions) {
        this.database = JdbcClient.create(database);
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    long seqAt(TenantId tenant, Instant instant) {
        // The log knows microseconds; what lies between two of them belongs to the earlier one.
        Instant moment = instant.truncatedTo(ChronoUnit.MICROS);
        Times times = database.sql("select mandate.event_time(), recorded_at from mandate.tenant_head where tenant = ?")
                .param(tenant.value())
                .query((row, _) -> new Times(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> new UnknownTenantException(tenant));
        if (moment.isAfter(times.recordedAt())) {
            if (moment.isAfter(times.now())) {
                throw new InstantInFutureException(instant, times.now());
            }
            close(tenant, moment);
        }
        return database.sql("select mandate.seq_at(?, ?)")
                .params(tenant.value(), at(moment))
                .query(Long.class)
                .single();
    }

    private void close(TenantId tenant, Instant moment) {
        own.executeWithoutResult(
                _ -> database.sql("update mandate.tenant_head set recorded_at = ? where tenant = ? and recorded_at < ?")
                        .params(at(moment), tenant.value(), at(moment))
                        .update());
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private record Times(Instant now, Instant recordedAt) {}
}
