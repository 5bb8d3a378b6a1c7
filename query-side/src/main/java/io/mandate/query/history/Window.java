package io.mandate.query.history;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.WrittenInstant;
import io.mandate.query.asked.TimeOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A time that is asked about: from an instant, itself included, to another, itself excluded.
///
/// @param from null: from the beginning
/// @param to null: until now
/// @param before the last commit recorded before it: the events in it come after that one
/// @param first the state it begins with, to which belongs what was recorded at its very first instant
/// @param last the last commit in it
record Window(@Nullable Instant from, @Nullable Instant to, long before, long first, long last) {

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
        // The instants themselves must have come, though what was recorded at the end does not count.
        long first = begin == null ? 0 : views.seqAt(tenant, begin);
        long last = end == null ? head : Math.min(views.seqAt(tenant, end), before(views, tenant, end));
        first = Math.min(first, last);
        return new Window(begin, end, begin == null ? 0 : Math.min(first, before(views, tenant, begin)), first, last);
    }

    /// The log knows microseconds: what was recorded in the one that an instant lies in came before it.
    private static long before(PastViews views, TenantId tenant, Instant instant) {
        return views.seqAt(tenant, instant.minusNanos(1).truncatedTo(ChronoUnit.MICROS));
    }

    /// The same, up to the commit that an earlier page of it ended with.
    Window until(long commit) {
        return new Window(from, to, before, first, commit);
    }

    /// An instant, or a day that begins then; null for none.
    static @Nullable Instant moment(String name, @Nullable String written, ZoneId zone) {
        return written == null ? null : WrittenInstant.parse(name, written, zone);
    }
}
