package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.difference.AccessDifference;
import io.mandate.access.difference.UserChange;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.user.Cohort;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.MinPosition;
import io.mandate.live.Patience;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.audit.ChangeIndex;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.store.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What commits did, for whoever may read the past: which users one affected and how, and which a
/// change set has.
@Component
public class CommitReports {
    private static final int MOST_SHOWN = 100;

    private final PastViews views;
    private final PastEvents past;
    private final ModelReads models;
    private final StoreId store;

    CommitReports(PastViews views, PastEvents past, ModelReads models, StoreId store) {
        this.views = views;
        this.past = past;
        this.models = models;
        this.store = store;
    }

    /// The users are walked over, and the events read, before a snapshot of the tables is taken for
    /// the names.
    ///
    /// @param position of any of its events; refused with POSITION_UNKNOWN if there is no such
    ///     event
    /// @param note of the question, written before anything is told
    public CommitReport of(
            Caller caller,
            Position position,
            @Nullable String after,
            @Nullable Integer limit,
            MinPosition atLeast,
            Consumer<Asked> note) {
        TenantId tenant = caller.tenant();
        TenantVersions versions = versions(caller, atLeast, position);
        long end = versions.end(position.seq());
        long before = versions.before(end);
        PageRequest page = PageRequest.of("commit-" + end, after, limit, null);
        UserId place = page.after().isEmpty() ? null : new UserId(page.after());
        note.accept(new Asked().with("position", position).page(after, limit, null));
        Patience patience = views.patience();
        AccessView then = views.at(tenant, end, patience);
        AccessDifference difference = AccessDifference.between(
                views.at(tenant, before, patience), then, new AccessDifference.Excerpt(place, page.limit()));
        List<Long> first = LongStream.rangeClosed(before + 1, Math.min(end, before + MOST_SHOWN))
                .boxed()
                .toList();
        Map<Long, RecordedEvent> events = past.read(tenant, first);
        List<String> listed =
                difference.listed().stream().map(each -> each.user().value()).toList();
        return models.read(caller, Permission.READ_PAST, atLeast, view -> {
                    PastEvents.Shown shown = past.shown(view, events, listed);
                    return report(then, before, end, first, difference, shown, page);
                })
                .body();
    }

    private TenantVersions versions(Caller caller, MinPosition atLeast, Position position) {
        PastReads.require(views.atHead(caller.tenant(), atLeast), caller);
        long seq = views.seq(caller.tenant(), position);
        if (seq == 0) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", position));
        }
        return views.commits(caller.tenant(), seq);
    }

    private CommitReport report(
            AccessView then,
            long before,
            long end,
            List<Long> first,
            AccessDifference difference,
            PastEvents.Shown shown,
            PageRequest page) {
        return new CommitReport(
                store.position(before + 1),
                store.position(end),
                end - before,
                first.stream().map(shown::event).toList(),
                difference.affected(),
                difference.users(),
                difference.tiers(),
                difference.listed().stream()
                        .map(each -> effect(then, each, shown))
                        .toList(),
                difference.more()
                        ? page.place(difference.listed().getLast().user().value())
                        : null);
    }

    private static CommitReport.UserEffect effect(AccessView view, UserChange change, PastEvents.Shown shown) {
        Cohort cohort = view.cohort(change.user());
        String kind = cohort == null ? "USER" : cohort.kind().name();
        return new CommitReport.UserEffect(shown.principal(kind, change.user().value()), change.permissions());
    }

    /// The commits of a change set: one for a save, several for a long job.
    ///
    /// @param note of the question, written before anything is told
    public ModelAnswer<Page.Part<CommitOfSet>> ofChangeSet(
            Caller caller,
            ChangeSetId changeSet,
            @Nullable String after,
            @Nullable Integer limit,
            MinPosition atLeast,
            Consumer<Asked> note) {
        PastReads.require(views.atHead(caller.tenant(), atLeast), caller);
        PageRequest page = PageRequest.of("commits-" + changeSet, after, limit, null);
        long place = page.after().isEmpty() ? 0 : seq(page.after());
        note.accept(new Asked().with("changeSet", changeSet).page(after, limit, null));
        return models.read(caller, Permission.READ_PAST, atLeast, view -> commits(view, changeSet, place, page));
    }

    private Page.Part<CommitOfSet> commits(ModelView view, ChangeSetId changeSet, long from, PageRequest page) {
        TenantVersions versions = views.commits(view.tenant(), view.access().position());
        long place = from;
        List<Long> ends = new ArrayList<>();
        // One look at the index for each commit: a commit may have many events.
        while (ends.size() <= page.limit()) {
            List<Long> next = ChangeIndex.ofChangeSet(view, changeSet, place, 1);
            if (next.isEmpty()) {
                break;
            }
            place = versions.end(next.getFirst());
            ends.add(place);
        }
        Map<Long, RecordedEvent> events = past.read(view.tenant(), ends);
        PastEvents.Shown shown = past.shown(view, events, List.of());
        return page.part(ends, String::valueOf, end -> new CommitOfSet(store.position(end), shown.event(end)), null);
    }

    private static long seq(String written) {
        try {
            return Math.max(0, Long.parseLong(written));
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
        }
    }
}
