package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessPage;
import io.mandate.access.history.AccessQuestion;
import io.mandate.access.history.Effort;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.export.ExportPlaces;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.store.StoreId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who could do something between two moments, for whoever may read the past. The index is walked
/// over, and events are read, before a snapshot of the tables is taken, which is needed for names
/// only.
@Component
public class AccessReports {
    /// Two seconds of decisions.
    private static final int MOST_COUNTED = 1_000_000;

    private final PastViews views;
    private final ModelReads models;
    private final AccessRows rows;
    private final ExportPlaces places;
    private final StoreId store;

    AccessReports(PastViews views, ModelReads models, AccessRows rows, ExportPlaces places, StoreId store) {
        this.views = views;
        this.models = models;
        this.rows = rows;
        this.places = places;
        this.store = store;
    }

    /// The users who could, page by page; all pages are of the window of the first. A page may have
    /// fewer users than asked for, and a user with very many times is continued on the next.
    ///
    /// @param note of what is asked, but of whom and which page; written before anything is told, by an answer
    ///     or a refusal
    public AccessReport users(
            Caller caller, AccessRequest request, PageRequest page, MinPosition atLeast, Consumer<Asked> note) {
        Understood asked = asked(caller, request, page, atLeast, note);
        AccessPage found = understood(() -> AccessPage.of(asked.history, asked.place, page.limit(), page()));
        Long count = page.counted() ? count(caller.tenant(), asked.history) : null;
        return report(caller, atLeast, asked, page, found, count);
    }

    /// When one user could, likewise. Refused with USER_NOT_FOUND if there never was one.
    public AccessReport user(
            Caller caller,
            AccessRequest request,
            UserId user,
            PageRequest page,
            MinPosition atLeast,
            Consumer<Asked> note) {
        Understood asked = asked(caller, request, page, atLeast, note);
        // Whoever came after the window is somebody, too.
        if (asked.now.cohort(user) == null) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        AccessPage.Place place = asked.place;
        if (place != null && !place.user().equals(user)) {
            throw AccessPlace.unknown();
        }
        AccessPage found =
                understood(() -> AccessPage.ofUser(asked.history, user, place == null ? null : place.stop(), page()));
        return report(caller, atLeast, asked, page, found, null);
    }

    /// Half a second of decisions; as many times as one may want to read; of commits some of the
    /// largest.
    private static Effort page() {
        return new Effort(250_000, 1_000, 50_000);
    }

    private static AccessPage understood(Supplier<AccessPage> page) {
        try {
            return page.get();
        } catch (IllegalArgumentException _) {
            throw AccessPlace.unknown();
        }
    }

    private long count(TenantId tenant, AccessHistory history) {
        Effort effort = new Effort(MOST_COUNTED, Long.MAX_VALUE, Long.MAX_VALUE);
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.COUNT, tenant)) {
            long count = history.count(effort);
            if (!effort.spent()) {
                return count;
            }
        }
        throw new InvalidValueException(
                "count",
                "would take more than " + MOST_COUNTED
                        + " decisions for this question; leave it out, or ask about a shorter window");
    }

    /// A question that was understood.
    private record Understood(
            AccessView now,
            AccessQuestion question,
            Window window,
            TenantVersions versions,
            AccessHistory history,
            AccessPage.@Nullable Place place) {}

    private AccessReport report(
            Caller caller,
            MinPosition atLeast,
            Understood asked,
            PageRequest page,
            AccessPage found,
            @Nullable Long count) {
        AccessRows.Told told = rows.read(caller.tenant(), asked.versions, asked.history, found);
        List<AccessRow> items = models.read(
                        caller,
                        Permission.READ_PAST,
                        atLeast,
                        view -> rows.of(view, asked.versions, asked.window, told))
                .body();
        AccessPage.Place next = found.next();
        return new AccessReport(
                asked.question.node(),
                asked.question.action(),
                asked.window.from(),
                asked.window.to(),
                items,
                next == null ? null : page.place(AccessPlace.written(asked.window, next)),
                count,
                store.position(asked.window.last()));
    }

    private Understood asked(
            Caller caller, AccessRequest request, PageRequest page, MinPosition atLeast, Consumer<Asked> note) {
        TenantId tenant = caller.tenant();
        AccessPlace place = AccessPlace.parse(page.after());
        AccessView now = views.atHead(tenant, atLeast);
        PastReads.require(now, caller);
        request.check(now);
        note.accept(request.noted(now));
        Window window = window(tenant, now, request, place);
        TenantVersions versions = views.versions(tenant, window.first(), window.last());
        AccessQuestion question = request.question(now, versions, window);
        AccessHistory history = new AccessHistory(
                versions,
                () -> views.earlier(tenant, versions),
                question,
                window.first(),
                window.last(),
                request.masked());
        return new Understood(now, question, window, versions, history, place == null ? null : place.place());
    }

    private Window window(TenantId tenant, AccessView now, AccessRequest request, @Nullable AccessPlace place) {
        Window window =
                Window.of(views, tenant, now.tenantState().zone(), request.from(), request.to(), now.position());
        if (place == null) {
            return window;
        }
        if (place.first() != window.first() || place.last() > window.last() || place.last() < window.first()) {
            throw AccessPlace.unknown();
        }
        return window.until(place.last());
    }
}
