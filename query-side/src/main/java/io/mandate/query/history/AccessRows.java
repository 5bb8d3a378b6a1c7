package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Reason;
import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessInterval;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.UserId;
import io.mandate.query.position.ModelView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes rows of a report out of intervals: which event it was, who did it, from where and why. The events of a
/// page are read at once.
@Component
class AccessRows {
    private final PastEvents past;

    AccessRows(PastEvents past) {
        this.past = past;
    }

    /// @param history the one that found the users
    List<AccessRow> of(
            ModelView view, TenantVersions versions, AccessHistory history, Window window, List<UserId> users) {
        Map<UserId, List<AccessInterval>> intervals = new LinkedHashMap<>();
        users.forEach(user -> intervals.put(user, history.of(user)));
        Map<Long, RecordedEvent> events = past.read(view.tenant(), commits(versions, intervals));
        List<Turns> turns = new ArrayList<>();
        intervals.forEach(
                (user, times) -> times.forEach(time -> turns.add(Turns.of(versions, history, events, user, time))));
        Set<Long> missing = new HashSet<>();
        turns.forEach(each -> missing.addAll(each.seqs()));
        missing.removeAll(events.keySet());
        events.putAll(past.read(view.tenant(), missing));
        PastEvents.Shown shown =
                past.shown(view, events, users.stream().map(UserId::value).toList());
        Map<UserId, List<AccessTime>> times = new LinkedHashMap<>();
        turns.forEach(each ->
                times.computeIfAbsent(each.user(), _ -> new ArrayList<>()).add(time(versions, window, each, shown)));
        return times.entrySet().stream()
                .map(row -> new AccessRow(
                        shown.principal(
                                kind(versions, window, row.getKey()),
                                row.getKey().value()),
                        row.getValue()))
                .toList();
    }

    /// All events of the commits in which something turned, where it is not clear by itself which event it was.
    private static Set<Long> commits(TenantVersions versions, Map<UserId, List<AccessInterval>> intervals) {
        Set<Long> seqs = new HashSet<>();
        intervals
                .values()
                .forEach(times -> times.forEach(time -> LongStream.of(time.since(), time.began(), time.until())
                        .filter(end -> end > 0 && versions.before(end) < end - 1)
                        .forEach(end -> LongStream.rangeClosed(versions.before(end) + 1, end)
                                .forEach(seqs::add))));
        return seqs;
    }

    /// An interval with the events that began, changed and ended it.
    private record Turns(UserId user, AccessInterval time, long granted, long changed, long ended) {
        static Turns of(
                TenantVersions versions,
                AccessHistory history,
                Map<Long, RecordedEvent> events,
                UserId user,
                AccessInterval time) {
            return new Turns(
                    user,
                    time,
                    turn(versions, events, time.since(), commit -> history.turn(commit, user)),
                    time.changed() ? turn(versions, events, time.began(), commit -> history.change(commit, user)) : 0,
                    time.lost() == null
                            ? 0
                            : turn(versions, events, time.until(), commit -> history.turn(commit, user)));
        }

        private static long turn(
                TenantVersions versions,
                Map<Long, RecordedEvent> events,
                long end,
                ToLongFunction<List<RecordedEvent>> which) {
            long first = versions.before(end) + 1;
            if (first == end) {
                return end;
            }
            long turn = which.applyAsLong(LongStream.rangeClosed(first, end)
                    .mapToObj(seq -> Objects.requireNonNull(events.get(seq)))
                    .toList());
            return turn == 0 ? end : turn;
        }

        Set<Long> seqs() {
            Set<Long> seqs = new HashSet<>();
            LongStream.of(granted, changed, ended).filter(seq -> seq > 0).forEach(seqs::add);
            time.because().forEach(finding -> seqs.add(finding.fact()));
            return seqs;
        }
    }

    private static AccessTime time(TenantVersions versions, Window window, Turns turns, PastEvents.Shown shown) {
        AccessInterval time = turns.time();
        Decision decision = time.decision();
        Decision lost = time.lost();
        return new AccessTime(
                time.from() == window.first() ? window.from() : versions.recordedAt(time.from()),
                end(versions, window, time),
                versions.recordedAt(time.since()),
                decision.reason().name(),
                decision.conditional() ? decision.scope() : null,
                time.masked(),
                decision.maskedFields().stream().map(FieldName::value).toList(),
                profile(versions.at(time.from()), turns.user(), decision),
                shown.event(turns.granted()),
                turns.changed() == 0 ? null : shown.event(turns.changed()),
                turns.ended() == 0 ? null : shown.event(turns.ended()),
                lost == null ? null : lost.reason().name(),
                time.because().stream().map(finding -> because(finding, shown)).toList());
    }

    private static @Nullable Instant end(TenantVersions versions, Window window, AccessInterval time) {
        return time.until() == 0 ? window.to() : versions.recordedAt(time.until());
    }

    private static AccessTime.Because because(Finding finding, PastEvents.Shown shown) {
        return new AccessTime.Because(
                finding.step(), finding.kind().name(), finding.node(), finding.scope(), shown.event(finding.fact()));
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
