package io.mandate.query.history;

import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessHistory.Turn;
import io.mandate.access.history.AccessInterval;
import io.mandate.access.history.AccessPage;
import io.mandate.access.history.AccessPage.OfUser;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/// With which events of their commits the times of a page began, changed and ended. A commit is read once for all users
/// of the page, one after the other, so that only one is in memory.
final class AccessTurns {
    private final Map<Long, Map<UserId, Turn>> byCommit = new HashMap<>();

    private AccessTurns() {}

    /// Reads what is not clear by itself.
    static AccessTurns read(
            EventReader reader, TenantId tenant, TenantVersions versions, AccessHistory history, AccessPage page) {
        AccessTurns turns = new AccessTurns();
        Map<Long, Set<UserId>> wanted = new HashMap<>();
        for (OfUser each : page.users()) {
            each.times().stream()
                    .flatMapToLong(time -> LongStream.of(time.since(), time.began(), time.until()))
                    .filter(end -> end > 0 && versions.before(end) < end - 1)
                    .forEach(end ->
                            wanted.computeIfAbsent(end, _ -> new HashSet<>()).add(each.user()));
        }
        wanted.forEach((end, users) -> {
            Commit commit = reader.commits(tenant, versions.before(end), 1, Personal.SEALED)
                    .getFirst();
            turns.byCommit.put(end, history.turns(commit.events(), users));
        });
        return turns;
    }

    /// The event with which the user could do it at last.
    long granted(UserId user, AccessInterval time) {
        return allowed(user, time.since());
    }

    /// The event that changed how he could do it; 0 where he could not before.
    long changed(UserId user, AccessInterval time) {
        Turn turn = turn(user, time.began());
        return !time.changed() ? 0 : turn.held() == 0 ? time.began() : turn.held();
    }

    /// The event with which he no longer could; 0 where something else changed, or it went on.
    long ended(UserId user, AccessInterval time) {
        return time.lost() == null ? 0 : allowed(user, time.until());
    }

    private long allowed(UserId user, long end) {
        long turn = turn(user, end).allowed();
        return turn == 0 ? end : turn;
    }

    private Turn turn(UserId user, long end) {
        Map<UserId, Turn> ofCommit = byCommit.getOrDefault(end, Map.of());
        return ofCommit.getOrDefault(user, new Turn(0, 0));
    }
}
