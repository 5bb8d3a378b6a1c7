package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Reason;
import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessInterval;
import io.mandate.access.history.AccessPage;
import io.mandate.access.history.AccessPage.OfUser;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.query.position.ModelView;
import io.mandate.store.follow.EventReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes rows of a report out of times: which event it was, who did it, from where and why. The events of a page are
/// read at once.
@Component
class AccessRows {
    private final PastEvents past;
    private final EventReader reader;

    AccessRows(PastEvents past, EventReader reader) {
        this.past = past;
        this.reader = reader;
    }

    /// All that is told of a page but the names.
    record Told(AccessPage page, AccessTurns turns, Map<Long, RecordedEvent> events) {}

    /// Reads the events of a page; needs no transaction.
    ///
    /// @param history the one that the page is of
    Told read(TenantId tenant, TenantVersions versions, AccessHistory history, AccessPage page) {
        AccessTurns turns = AccessTurns.read(reader, tenant, versions, history, page);
        Set<Long> named = new HashSet<>();
        for (OfUser each : page.users()) {
            for (AccessInterval time : each.times()) {
                LongStream.of(
                                turns.granted(each.user(), time),
                                turns.changed(each.user(), time),
                                turns.ended(each.user(), time))
                        .filter(seq -> seq > 0)
                        .forEach(named::add);
                time.because().forEach(finding -> named.add(finding.fact()));
            }
        }
        return new Told(page, turns, past.read(tenant, named));
    }

    /// The rows, with names.
    List<AccessRow> of(ModelView view, TenantVersions versions, Window window, Told told) {
        List<OfUser> users = told.page().users();
        PastEvents.Shown shown = past.shown(
                view,
                told.events(),
                users.stream().map(each -> each.user().value()).toList());
        return users.stream()
                .map(each -> new AccessRow(
                        shown.principal(
                                kind(versions, window, each.user()), each.user().value()),
                        each.times().stream()
                                .map(time -> time(versions, window, told.turns(), each.user(), time, shown))
                                .toList()))
                .toList();
    }

    private static AccessTime time(
            TenantVersions versions,
            Window window,
            AccessTurns turns,
            UserId user,
            AccessInterval time,
            PastEvents.Shown shown) {
        long granted = turns.granted(user, time);
        long changed = turns.changed(user, time);
        long ended = turns.ended(user, time);
        Decision decision = time.decision();
        Decision lost = time.lost();
        return new AccessTime(
                time.from() == window.first() ? window.from() : versions.recordedAt(time.from()),
                end(versions, window, time),
                time.since() == 0 ? null : versions.recordedAt(time.since()),
                decision.reason().name(),
                decision.conditional() ? time.scope() : null,
                time.masked(),
                decision.maskedFields().stream().map(FieldName::value).toList(),
                profile(versions.at(time.from()), user, decision),
                granted == 0 ? null : shown.event(granted),
                changed == 0 ? null : shown.event(changed),
                ended == 0 ? null : shown.event(ended),
                lost == null ? null : lost.reason().name(),
                time.because().stream().map(finding -> because(finding, shown)).toList());
    }

    private static @Nullable Instant end(TenantVersions versions, Window window, AccessInterval time) {
        return time.until() == 0 ? window.to() : versions.recordedAt(time.until());
    }

    private static AccessTime.Because because(Finding finding, PastEvents.Shown shown) {
        return new AccessTime.Because(
                finding.step(),
                finding.kind().name(),
                finding.node(),
                finding.scope(),
                finding.attribute(),
                shown.event(finding.fact()));
    }

    private static AccessTime.@Nullable ProfileThen profile(AccessView view, UserId user, Decision decision) {
        Subject subject = view.user(user);
        Profile profile = subject == null || subject.profile() == null ? null : view.profile(subject.profile());
        return profile == null || decision.reason() == Reason.SUPERUSER
                ? null
                : new AccessTime.ProfileThen(profile.id(), profile.name().value(), profile.revision());
    }

    private static String kind(TenantVersions versions, Window window, UserId user) {
        Subject subject = versions.at(window.last()).user(user);
        return subject == null ? "USER" : subject.kind().name();
    }
}
