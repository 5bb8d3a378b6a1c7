package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.difference.AccessDifference;
import io.mandate.access.difference.AccessDifference.Excerpt;
import io.mandate.access.difference.PermissionChange;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.difference.DifferenceView;
import io.mandate.http.difference.PermissionItem;
import io.mandate.http.request.MinPosition;
import io.mandate.live.Patience;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.TimeOrder;
import io.mandate.query.position.PageRequest;
import io.mandate.store.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Answers what changed between two moments, from the index: both are views of it.
@Component
public class DiffReports {
    private final PastViews views;
    private final StoreId store;

    DiffReports(PastViews views, StoreId store) {
        this.views = views;
        this.store = store;
    }

    /// Where a page goes on: behind a user, in the walk to a position.
    private record Place(long to, UserId user) {
        static @Nullable Place of(PageRequest page) {
            String key = page.after();
            int colon = key.indexOf(':');
            if (key.isEmpty()) {
                return null;
            }
            try {
                return new Place(Long.parseLong(key.substring(0, colon)), new UserId(key.substring(colon + 1)));
            } catch (RuntimeException _) {
                throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
            }
        }
    }

    /// @param note of the question; written before anything is told, whether by an answer or by a refusal
    public DiffAnswer of(Caller caller, DiffRequest request, PageRequest page, MinPosition atLeast, Runnable note) {
        TenantId tenant = caller.tenant();
        AccessView newest = views.atHead(tenant, atLeast);
        PastReads.require(newest, caller);
        @Nullable Place place = Place.of(page);
        Patience patience = views.patience();
        AsOf begin = request.begin(newest.tenantState().zone());
        AsOf end = request.end(newest);
        AccessView before = views.at(tenant, begin, patience);
        AccessView after = views.at(tenant, place == null ? end : new AsOf(null, store.position(place.to())), patience);
        note.run();
        begin.requireNotAfter(end);
        if (before.position() > after.position()) {
            throw TimeOrder.empty(store.position(before.position()), store.position(after.position()));
        }
        if (request.user() != null) {
            return answer(before, after, ofUser(before, after, request.user()));
        }
        if (request.profile() != null) {
            return answer(before, after, ofProfile(before, after, request.profile()));
        }
        return whole(before, after, page, place);
    }

    private static List<PermissionChange> ofUser(AccessView before, AccessView after, UserId user) {
        if (after.user(user) == null) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        return AccessDifference.ofUser(before, after, user);
    }

    private static List<PermissionChange> ofProfile(AccessView before, AccessView after, ProfileId profile) {
        if (after.everProfile(profile) == null) {
            throw new RejectedException(Rejection.of(RejectionCode.PROFILE_NOT_FOUND, "profile", profile));
        }
        return AccessDifference.ofProfile(before, after, profile);
    }

    private DiffAnswer answer(AccessView before, AccessView after, List<PermissionChange> changes) {
        return new DiffAnswer(
                store.position(before.position()),
                store.position(after.position()),
                PermissionItem.all(changes),
                null,
                null);
    }

    private DiffAnswer whole(AccessView before, AccessView after, PageRequest page, @Nullable Place place) {
        AccessDifference difference =
                AccessDifference.between(before, after, new Excerpt(place == null ? null : place.user(), page.limit()));
        return new DiffAnswer(
                store.position(before.position()),
                store.position(after.position()),
                null,
                DifferenceView.of(difference),
                difference.more()
                        ? page.place(after.position() + ":"
                                + difference.listed().getLast().user())
                        : null);
    }
}
