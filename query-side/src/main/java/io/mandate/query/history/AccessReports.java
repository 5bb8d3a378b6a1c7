package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessQuestion;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.store.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who could do something between two moments, for whoever may read the past.
@Component
public class AccessReports {
    private final PastViews views;
    private final ModelReads models;
    private final AccessRows rows;
    private final StoreId store;

    AccessReports(PastViews views, ModelReads models, AccessRows rows, StoreId store) {
        this.views = views;
        this.models = models;
        this.rows = rows;
        this.store = store;
    }

    /// The users who could, page by page; all pages are of the window of the first.
    public AccessReport users(Caller caller, AccessRequest request, PageRequest page, MinPosition atLeast) {
        Asked asked = asked(caller, request, AccessPlace.parse(page.after()), atLeast);
        UserId after = asked.place == null ? null : asked.place.user();
        return models.read(caller, PastReads.PERMISSION, atLeast, view -> {
                    List<UserId> found = asked.history.users(after, page.rows());
                    Page.Part<UserId> part = page.part(
                            found,
                            user -> AccessPlace.written(asked.window, user),
                            user -> user,
                            page.counted() ? asked.history.count() : null);
                    List<AccessRow> told = rows.of(view, asked.versions, asked.history, asked.window, part.items());
                    return asked.report(told, part.next(), part.count(), store);
                })
                .body();
    }

    /// When one user could. Refused with USER_NOT_FOUND if there never was one.
    public AccessReport user(Caller caller, AccessRequest request, UserId user, MinPosition atLeast) {
        Asked asked = asked(caller, request, null, atLeast);
        if (asked.versions.number(user) < 0) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        return models.read(
                        caller,
                        PastReads.PERMISSION,
                        atLeast,
                        view -> asked.report(
                                rows.of(view, asked.versions, asked.history, asked.window, List.of(user)),
                                null,
                                null,
                                store))
                .body();
    }

    /// A question that was understood. Instants are resolved before a snapshot of the tables is taken: what a
    /// recent one stands for is known only once it is closed.
    private record Asked(
            AccessQuestion question,
            Window window,
            TenantVersions versions,
            AccessHistory history,
            @Nullable AccessPlace place) {

        AccessReport report(List<AccessRow> told, @Nullable String next, @Nullable Long count, StoreId store) {
            return new AccessReport(
                    question.node(),
                    question.action(),
                    window.from(),
                    window.to(),
                    told,
                    next,
                    count,
                    store.position(window.last()));
        }
    }

    private Asked asked(Caller caller, AccessRequest request, @Nullable AccessPlace place, MinPosition atLeast) {
        TenantId tenant = caller.tenant();
        AccessView now = views.newest(tenant, atLeast);
        PastReads.require(now, caller);
        Window window = window(tenant, now, request, place);
        TenantVersions versions = views.versions(tenant, window.last());
        AccessQuestion question =
                request.question(now, List.of(versions.at(window.first()), versions.at(window.last())));
        AccessHistory history = new AccessHistory(versions, question, window.first(), window.last(), request.masked());
        return new Asked(question, window, versions, history, place);
    }

    private Window window(TenantId tenant, AccessView now, AccessRequest request, @Nullable AccessPlace place) {
        Window window =
                Window.of(views, tenant, now.tenantState().zone(), request.from(), request.to(), now.position());
        if (place == null) {
            return window;
        }
        if (place.first() != window.first() || place.last() > window.last()) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this report");
        }
        return new Window(window.from(), window.to(), window.first(), place.last());
    }
}
