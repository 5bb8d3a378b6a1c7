package io.mandate.query.audit;

import io.mandate.http.request.MinPosition;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.identity.Caller;
import io.mandate.query.audit.AuditQueries.Found;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.store.follow.EventReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the trail of the caller's tenant, page by page. A walk stays at the position at which it began.
@Component
class AuditTrail {
    private final ModelReads models;
    private final EventReader reader;
    private final AuditEntries entries;

    AuditTrail(ModelReads models, EventReader reader, AuditEntries entries) {
        this.models = models;
        this.reader = reader;
        this.entries = entries;
    }

    /// Some of the rows, and the place after which the next ones come; null: there are no more.
    record Stretch(List<AuditEntry> entries, @Nullable AuditPlace next) {}

    ModelAnswer<Page.Part<AuditEntry>> page(
            Caller caller, AuditFilter filter, AuditOrder order, PageRequest page, MinPosition atLeast) {
        AuditPlace after = page.after().isEmpty() ? null : AuditPlace.parse(page.after());
        AuditSpan span = span(caller, filter);
        return models.read(caller, Permission.VIEW_TRAIL, atLeast, view -> {
            view.requireWhole(Permission.VIEW_TRAIL);
            long until = until(view, after, span);
            AuditQueries queries = queries(view, filter, span.upTo(until));
            List<Found> found = queries.page(order, after, page.rows());
            Long count = page.counted() ? queries.count() : null;
            Page.Part<Found> part = page.part(
                    found, row -> new AuditPlace(until, row.seq(), row.number()).toString(), row -> row, count);
            return new Page.Part<>(entries.of(view, part.items()), part.next(), part.count());
        });
    }

    /// The rows after a place, at most so many, for a file. Decides again each time, so that nobody goes on reading who
    /// may no longer.
    ///
    /// @param after null: from the beginning
    ModelAnswer<Stretch> stretch(
            Caller caller,
            AuditFilter filter,
            AuditOrder order,
            @Nullable AuditPlace after,
            int rows,
            MinPosition atLeast) {
        AuditSpan span = span(caller, filter);
        return models.read(caller, Permission.EXPORT_TRAIL, atLeast, view -> {
            view.requireWhole(Permission.EXPORT_TRAIL);
            long until = until(view, after, span);
            List<Found> found = queries(view, filter, span.upTo(until)).page(order, after, rows);
            AuditPlace next = found.size() < rows
                    ? null
                    : new AuditPlace(
                            until, found.getLast().seq(), found.getLast().number());
            return new Stretch(entries.of(view, found), next);
        });
    }

    private AuditSpan span(Caller caller, AuditFilter filter) {
        return AuditSpan.between(caller.tenant(), filter.from(), filter.to(), reader);
    }

    private static AuditQueries queries(ModelView view, AuditFilter filter, AuditSpan span) {
        return new AuditQueries(view, filter, span);
    }

    /// The position at which the walk began, not beyond what was asked for then.
    private static long until(ModelView view, @Nullable AuditPlace after, AuditSpan span) {
        long position = view.access().position();
        if (after != null && after.until() > position) {
            throw new UnavailableException(
                    "The trail is not as far as this walk through it; ask again in a moment.", Map.of());
        }
        return after == null ? Math.min(position, span.until()) : after.until();
    }
}
