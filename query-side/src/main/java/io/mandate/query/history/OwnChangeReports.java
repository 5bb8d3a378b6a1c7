package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people changed about themselves in a window, for whoever may read the past.
@Component
public class OwnChangeReports {
    private final PastViews views;
    private final OwnChanges own;
    private final ModelReads models;

    OwnChangeReports(PastViews views, OwnChanges own, ModelReads models) {
        this.views = views;
        this.own = own;
        this.models = models;
    }

    /// Between which moments; each as for `GET /v1/history/access`.
    public record Between(@Nullable String from, @Nullable String to) {
        Asked asked() {
            return new Asked().with("from", from).with("to", to);
        }
    }

    /// A page of them.
    ///
    /// @param note of the question; written before anything is told, whether by an answer or by a
    ///     refusal
    public ModelAnswer<Page.Part<OwnChange>> of(
            Caller caller,
            Between between,
            @Nullable String after,
            @Nullable Integer limit,
            MinPosition atLeast,
            Consumer<Asked> note) {
        TenantId tenant = caller.tenant();
        AccessView now = views.atHead(tenant, atLeast);
        PastReads.require(now, caller);
        PageRequest page = PageRequest.of("own-changes " + between.asked().facts(), after, limit, null);
        long place = OwnChanges.place(page);
        ZoneId zone = now.tenantState().zone();
        // What cannot be read is not noted; that a window is empty is an answer.
        Instant _ = Window.moment("from", between.from(), zone);
        Instant _ = Window.moment("to", between.to(), zone);
        note.accept(between.asked().page(after, limit, null));
        Window window = Window.of(views, tenant, zone, between.from(), between.to(), now.position());
        TenantVersions versions = views.versions(tenant, window.before(), window.last());
        return models.read(
                caller, Permission.READ_PAST, atLeast, view -> own.page(view, versions, window, place, page));
    }
}
