package io.mandate.query.audit;

import io.mandate.events.values.TenantId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The positions between two moments.
///
/// @param after rows come after this one
/// @param until and up to this one
record AuditSpan(long after, long until) {
    static AuditSpan between(TenantId tenant, @Nullable Instant from, @Nullable Instant to, EventReader reader) {
        Instant newest = reader.head(tenant).map(Head::recordedAt).orElse(Instant.MIN);
        return new AuditSpan(
                from == null ? 0 : before(tenant, from, newest, reader),
                to == null ? Long.MAX_VALUE : before(tenant, to, newest, reader));
    }

    /// The same, not beyond a position.
    AuditSpan upTo(long seq) {
        return new AuditSpan(after, Math.min(until, seq));
    }

    /// The last position recorded before a moment. Moments after the newest commit need not be closed: nothing that is
    /// shown lies there.
    private static long before(TenantId tenant, Instant moment, Instant newest, EventReader reader) {
        Instant last = moment.minusNanos(1).truncatedTo(ChronoUnit.MICROS);
        return last.isBefore(newest) ? reader.seqAt(tenant, last) : Long.MAX_VALUE;
    }
}
