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
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.Patience;
import io.mandate.live.identity.Caller;
import io.mandate.query.audit.ChangeIndex;
import io.mandate.query.position.Asked;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changes did: which users a commit affected and how, and what people changed about themselves.
@RestController
class ChangeController {
    private static final int MOST_SHOWN = 100;

    private final PastViews views;
    private final PastReads reads;
    private final PastEvents past;
    private final OwnChanges own;
    private final ModelReads models;
    private final StoreId store;

    ChangeController(
            PastViews views, PastReads reads, PastEvents past, OwnChanges own, ModelReads models, StoreId store) {
        this.views = views;
        this.reads = reads;
        this.past = past;
        this.own = own;
        this.models = models;
        this.store = store;
    }

    /// Which users a commit affected, and how.
    ///
    /// @param written the position of any of its events
    @Described(summary = "Which users a commit affected, and how")
    @GetMapping("/v1/history/commits/{position}")
    ResponseEntity<CommitReport> commit(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable("position") String written,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        Position position = Position.parse(written);
        TenantVersions versions = versions(caller, atLeast, position);
        long end = versions.end(position.seq());
        PageRequest page = PageRequest.of("commit-" + end, after, limit, null);
        CommitReport report = report(caller, atLeast, versions.before(end), end, page);
        Asked asked = new Asked().with("position", position).page(after, limit, null);
        note(caller, facts, "GET /v1/history/commits/{position}", asked);
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, report.position().toString())
                .body(report);
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

    /// The users are walked over, and the events read, before a snapshot of the tables is taken for
    /// the names.
    private CommitReport report(Caller caller, MinPosition atLeast, long before, long end, PageRequest page) {
        UserId after = page.after().isEmpty() ? null : new UserId(page.after());
        Patience patience = views.patience();
        AccessView then = views.at(caller.tenant(), end, patience);
        AccessDifference difference = AccessDifference.between(
                views.at(caller.tenant(), before, patience), then, new AccessDifference.Excerpt(after, page.limit()));
        List<Long> first = LongStream.rangeClosed(before + 1, Math.min(end, before + MOST_SHOWN))
                .boxed()
                .toList();
        Map<Long, RecordedEvent> events = past.read(caller.tenant(), first);
        List<String> listed =
                difference.listed().stream().map(each -> each.user().value()).toList();
        return models.read(caller, Permission.READ_PAST, atLeast, view -> {
                    PastEvents.Shown shown = past.shown(view, events, listed);
                    return report(then, before, end, first, difference, shown, page);
                })
                .body();
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
    @Described(summary = "List the commits of a change set")
    @GetMapping("/v1/history/commits")
    ResponseEntity<Page<CommitOfSet>> commits(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam String changeSet,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        TenantId tenant = caller.tenant();
        PastReads.require(views.atHead(tenant, atLeast), caller);
        ChangeSetId id = new ChangeSetId(changeSet);
        PageRequest page = PageRequest.of("commits-" + id, after, limit, null);
        ModelAnswer<Page.Part<CommitOfSet>> answer =
                models.read(caller, Permission.READ_PAST, atLeast, view -> commits(view, id, page));
        Asked asked = new Asked().with("changeSet", id).page(after, limit, null);
        note(caller, facts, "GET /v1/history/commits", asked);
        return Page.of(answer);
    }

    private Page.Part<CommitOfSet> commits(ModelView view, ChangeSetId changeSet, PageRequest page) {
        TenantVersions versions = views.commits(view.tenant(), view.access().position());
        long place = page.after().isEmpty() ? 0 : seq(page.after());
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

    /// What people changed about themselves: a profile that they had, or their own user.
    ///
    /// @param from as for `GET /v1/history/access`
    @Described(summary = "List changes people made to what they hold themselves")
    @GetMapping("/v1/history/own-changes")
    ResponseEntity<Page<OwnChange>> ownChanges(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        TenantId tenant = caller.tenant();
        AccessView now = views.atHead(tenant, atLeast);
        PastReads.require(now, caller);
        Asked asked = new Asked().with("from", from).with("to", to);
        PageRequest page = PageRequest.of("own-changes " + asked.facts(), after, limit, null);
        Window window = Window.of(views, tenant, now.tenantState().zone(), from, to, now.position());
        TenantVersions versions = views.versions(tenant, window.before(), window.last());
        ModelAnswer<Page.Part<OwnChange>> answer =
                models.read(caller, Permission.READ_PAST, atLeast, view -> own.page(view, versions, window, page));
        note(caller, facts, "GET /v1/history/own-changes", asked.page(after, limit, null));
        return Page.of(answer);
    }

    private void note(Caller caller, RequestFacts facts, String what, Asked asked) {
        reads.note(caller, facts.ip(), what, asked.facts());
    }

    private static long seq(String written) {
        try {
            return Math.max(0, Long.parseLong(written));
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
        }
    }
}
