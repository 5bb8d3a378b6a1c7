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
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.WrittenInstant;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How it was at one moment, for whoever may read the past: what a user could do, and how much of
/// the licence was used.
@Component
public class MomentReports {
    private final PastViews views;
    private final PastEvents past;
    private final QuotaDays days;
    private final ModelReads models;
    private final StoreId store;

    MomentReports(PastViews views, PastEvents past, QuotaDays days, ModelReads models, StoreId store) {
        this.views = views;
        this.past = past;
        this.days = days;
        this.models = models;
        this.store = store;
    }

    /// A moment as parameters say it.
    ///
    /// @param at an instant, or a day, which stands for its beginning in the tenant's time zone
    /// @param position a position, instead of `at`; without either, now
    public record Moment(@Nullable String at, @Nullable String position) {
        /// Whether it is the present, because nothing was said.
        public boolean isNow() {
            return at == null && position == null;
        }

        AccessView of(PastViews views, AccessView head) {
            return views.at(
                    head.tenant(), AsOf.of(at, position, head.tenantState().zone()));
        }
    }

    /// Refused with USER_NOT_FOUND if there was no such user.
    ///
    /// @param note of the question, with the position it is about; written before anything is told,
    ///     whether by an answer or by a refusal
    public UserThen user(Caller caller, UserId user, Moment moment, MinPosition atLeast, Consumer<Asked> note) {
        AccessView then = moment.of(views, head(caller, atLeast));
        note.accept(asked(moment, then).with("user", user));
        Subject subject = then.user(user);
        if (subject == null) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        return models.read(
                        caller,
                        Permission.READ_PAST,
                        atLeast,
                        view -> UserThen.of(
                                then,
                                subject,
                                past.shown(view, Map.of(), Set.of(user.value()))
                                        .principal(subject.kind().name(), user.value()),
                                store))
                .body();
    }

    /// @param note as for [#user]
    public LicenceThen licence(Caller caller, Moment moment, MinPosition atLeast, Consumer<Asked> note) {
        AccessView head = head(caller, atLeast);
        AccessView then = moment.of(views, head);
        note.accept(asked(moment, then));
        Day day = moment.at() == null
                ? null
                : WrittenInstant.day("at", moment.at())
                        .map(date -> days.of(head, then, date))
                        .orElse(null);
        Set<Long> seqs = new HashSet<>();
        then.tenantState().quotas().values().forEach(quota -> seqs.add(quota.seq()));
        then.tenantState().exceeded().values().forEach(exceeded -> seqs.add(exceeded.seq()));
        Map<Long, RecordedEvent> events = past.read(caller.tenant(), seqs);
        if (day != null) {
            day.changes().forEach(change -> events.put(change.event().seq(), change.event()));
        }
        return models.read(caller, Permission.READ_PAST, atLeast, view -> {
                    PastEvents.Shown shown = past.shown(view, events, Set.of());
                    List<PoolThen> pools = Tiers.usage(then).stream()
                            .map(pool -> pool(then, pool, shown))
                            .toList();
                    return new LicenceThen(
                            pools, store.position(then.position()), day == null ? null : day(day, shown));
                })
                .body();
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

    private Asked asked(Moment moment, AccessView then) {
        return new Asked().with("position", store.position(then.position())).with("at", moment.at());
    }
}
