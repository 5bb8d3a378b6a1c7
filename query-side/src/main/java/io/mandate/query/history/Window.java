package io.mandate.query.history;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.WrittenInstant;
import io.mandate.query.position.TimeOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A time that is asked about: from an instant, itself included, to another, itself excluded.
///
/// @param from null: from the beginning
/// @param to null: until now
/// @param first the state it begins with
/// @param last the last commit in it
record Window(@Nullable Instant from, @Nullable Instant to, long first, long last) {

    /// Reads it from instants or days; a day stands for its beginning in the tenant's time zone.
    ///
    /// Refused with WINDOW_EMPTY unless `from` lies before `to`, and as [PastViews#seqAt].
    ///
    /// @param head the last commit of a window that is open to the present
    static Window of(
            PastViews views, TenantId tenant, ZoneId zone, @Nullable String from, @Nullable String to, long head) {
        Instant begin = moment("from", from, zone);
        Instant end = moment("to", to, zone);
        TimeOrder.require(begin, end);
        // The instant itself must have come, though only what was recorded before it counts.
        long last = end == null ? head : views.seqAt(tenant, end);
        // The log knows microseconds: what was recorded in the one that the end lies in came before it.
        long before = end == null ? head : views.seqAt(tenant, end.minusNanos(1).truncatedTo(ChronoUnit.MICROS));
        long first = begin == null ? 0 : views.seqAt(tenant, begin);
        return new Window(begin, end, Math.min(first, before), Math.min(before, last));
    }

    /// An instant, or a day that begins then; null for none.
    static @Nullable Instant moment(String name, @Nullable String written, ZoneId zone) {
        return written == null ? null : WrittenInstant.parse(name, written, zone);
    }
}
