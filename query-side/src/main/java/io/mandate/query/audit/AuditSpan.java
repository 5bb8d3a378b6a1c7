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
        if (from == null && to == null) {
            return new AuditSpan(0, Long.MAX_VALUE);
        }
        Head head = reader.head(tenant).orElse(new Head(tenant, 0, Instant.MIN));
        return new AuditSpan(
                from == null ? 0 : before(tenant, from, head, reader),
                to == null ? head.seq() : before(tenant, to, head, reader));
    }

    /// The same, not beyond a position.
    AuditSpan upTo(long seq) {
        return new AuditSpan(after, Math.min(until, seq));
    }

    /// The last position recorded before a moment. Moments after the head that was read need not be closed: nothing
    /// that comes later is shown, for it may have been recorded before that moment, or not.
    private static long before(TenantId tenant, Instant moment, Head head, EventReader reader) {
        Instant last = moment.minusNanos(1).truncatedTo(ChronoUnit.MICROS);
        return last.isBefore(head.recordedAt()) ? reader.seqAt(tenant, last) : head.seq();
    }
}
