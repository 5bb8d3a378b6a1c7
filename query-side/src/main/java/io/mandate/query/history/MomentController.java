package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.fact.Fact;
import io.mandate.access.tenant.Quota;
import io.mandate.access.tier.PoolUsage;
import io.mandate.access.tier.Tiers;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.WrittenInstant;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.LicenceThen.DayThen;
import io.mandate.query.history.LicenceThen.PoolThen;
import io.mandate.query.history.LicenceThen.QuotaChange;
import io.mandate.query.history.LicenceThen.TierThen;
import io.mandate.query.history.QuotaDays.Day;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Permission;
import io.mandate.store.StoreId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How it was at one moment: what a user could do, and how much of the licence was used.
@RestController
class MomentController {
    private final PastViews views;
    private final PastReads reads;
    private final PastEvents past;
    private final QuotaDays days;
    private final ModelReads models;
    private final StoreId store;

    MomentController(
            PastViews views, PastReads reads, PastEvents past, QuotaDays days, ModelReads models, StoreId store) {
        this.views = views;
        this.reads = reads;
        this.past = past;
        this.days = days;
        this.models = models;
        this.store = store;
    }

    /// What a user could do at a moment, and through which revision of which profile.
    ///
    /// @param at an instant, or a day, which stands for its beginning in the tenant's time zone; without it and
    ///     without `position`, now
    /// @param position a position, instead of `at`
    @Described(summary = "What a user could do at a moment")
    @GetMapping("/v1/history/users/{user}")
    ResponseEntity<UserThen> user(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable UserId user,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position) {
        AccessView then = view(head(caller, atLeast), at, position);
        note(caller, facts, "GET /v1/history/users/{user}", user.value(), at, then);
        Subject subject = then.user(user);
        if (subject == null) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        UserThen told = models.read(
                        caller,
                        Permission.READ_PAST,
                        atLeast,
                        view -> UserThen.of(
                                then,
                                subject,
                                past.shown(view, Map.of(), Set.of(user.value()))
                                        .principal(subject.kind().name(), user.value()),
                                store.position(then.position())))
                .body();
        return answer(then, told);
    }

    /// How much of each licence pool was used at a moment, and since which event too much; of a day also what happened
    /// in the course of it.
    ///
    /// @param at as for users
    @Described(summary = "How the quotas stood at a moment")
    @GetMapping("/v1/history/licence")
    ResponseEntity<LicenceThen> licence(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position) {
        AccessView head = head(caller, atLeast);
        AccessView then = view(head, at, position);
        note(caller, facts, "GET /v1/history/licence", null, at, then);
        Day day = at == null
                ? null
                : WrittenInstant.day("at", at)
                        .map(date -> days.of(head, then, date))
                        .orElse(null);
        Set<Long> seqs = new HashSet<>();
        then.tenantState().quotas().values().forEach(quota -> seqs.add(quota.seq()));
        then.tenantState().exceeded().values().forEach(exceeded -> seqs.add(exceeded.seq()));
        Map<Long, RecordedEvent> events = past.read(caller.tenant(), seqs);
        if (day != null) {
            day.changes().forEach(change -> events.put(change.event().seq(), change.event()));
        }
        LicenceThen told = models.read(caller, Permission.READ_PAST, atLeast, view -> {
                    PastEvents.Shown shown = past.shown(view, events, Set.of());
                    List<PoolThen> pools = Tiers.usage(then).stream()
                            .map(pool -> pool(then, pool, shown))
                            .toList();
                    return new LicenceThen(
                            pools, store.position(then.position()), day == null ? null : day(day, shown));
                })
                .body();
        return answer(then, told);
    }

    private DayThen day(Day day, PastEvents.Shown shown) {
        return new DayThen(
                day.window().from(),
                day.window().to(),
                store.position(day.window().last()),
                List.copyOf(day.exceeded()),
                day.changes().stream()
                        .map(change -> new QuotaChange(
                                change.tier(),
                                change.limit(),
                                change.used(),
                                shown.event(change.event().seq())))
                        .toList(),
                day.more());
    }

    private static PoolThen pool(AccessView then, PoolUsage pool, PastEvents.Shown shown) {
        return new PoolThen(
                pool.pool(),
                pool.used(),
                pool.tiers().stream()
                        .map(tier -> tier(then, tier, pool.used(), shown))
                        .toList());
    }

    private static TierThen tier(AccessView then, TierName tier, long used, PastEvents.Shown shown) {
        Fact<Quota> agreed = then.tenantState().quotas().get(tier);
        Fact<QuotaExceeded> exceeded = then.tenantState().exceeded().get(tier);
        Long limit = agreed == null ? null : agreed.value().limit();
        return new TierThen(
                tier,
                limit,
                agreed == null ? null : agreed.value().mode(),
                limit == null ? 0 : Math.max(0, used - limit),
                agreed == null ? null : shown.event(agreed.seq()),
                exceeded == null ? null : shown.event(exceeded.seq()));
    }

    private AccessView head(Caller caller, MinPosition atLeast) {
        AccessView head = views.atHead(caller.tenant(), atLeast);
        PastReads.require(head, caller);
        return head;
    }

    private AccessView view(AccessView head, @Nullable String at, @Nullable String position) {
        return views.at(head.tenant(), AsOf.of(at, position, head.tenantState().zone()));
    }

    private void note(
            Caller caller,
            RequestFacts facts,
            String what,
            @Nullable String user,
            @Nullable String at,
            AccessView then) {
        SortedMap<String, String> asked = new TreeMap<>();
        asked.put("position", store.position(then.position()).toString());
        if (user != null) {
            asked.put("user", user);
        }
        if (at != null) {
            asked.put("at", at);
        }
        reads.note(caller, facts.ip(), what, asked);
    }

    private <T> ResponseEntity<T> answer(AccessView then, T told) {
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, store.position(then.position()).toString())
                .body(told);
    }
}
