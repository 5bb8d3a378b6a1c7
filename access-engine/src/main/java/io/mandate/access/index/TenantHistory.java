package io.mandate.access.index;

import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One tenant with all its versions. A commit is folded first, then stored, then published by one volatile write of
/// the head: readers see all of it or nothing, and wait for nobody.
final class TenantHistory {
    final TenantId tenant;
    final Users users = new Users();
    final Map<ProfileId, Timeline<Profile>> profiles = new ConcurrentHashMap<>();
    final Records records = new Records();
    final Tokens tokens = new Tokens();
    final Timeline<Ground> grounds = new Timeline<>();
    final CommitEnds ends = new CommitEnds();
    final CommitTimes times = new CommitTimes();
    private final CohortProfiles cohortProfiles = new CohortProfiles();
    private volatile IndexView head;

    TenantHistory(TenantId tenant) {
        this.tenant = tenant;
        this.head = new IndexView(this, 0, Ground.empty(), Counts.NONE);
    }

    /// The versions of the profile that a cohort has; null if it has none.
    @Nullable
    Timeline<Profile> profileOf(int cohort) {
        Timeline<Profile> known = cohortProfiles.known(cohort);
        return known != null ? known : cohortProfiles.find(cohort, users.cohortOf(cohort), profiles);
    }

    IndexView now() {
        return head;
    }

    /// The view at the end of the last commit at or before a position.
    ///
    /// @throws IllegalArgumentException if the position lies beyond the head or below 0
    IndexView at(long seq) {
        IndexView now = head;
        if (seq < 0 || seq > now.position()) {
            throw new IllegalArgumentException(
                    "position " + seq + " is not within 0.." + now.position() + ", the history of " + tenant);
        }
        long end = ends.atOrBefore(seq);
        if (end == now.position()) {
            return now;
        }
        Ground ground = grounds.at(end);
        return new IndexView(this, end, ground == null ? Ground.empty() : ground, null);
    }

    /// Adds a whole commit. Nothing happens if it is known already.
    ///
    /// @return whether it was new
    synchronized boolean apply(List<RecordedEvent> commit) {
        IndexView before = head;
        long end = Commits.requireWhole(tenant, commit);
        if (end <= before.position()) {
            return false;
        }
        Commits.requireNext(before.position(), commit);
        Draft draft = Draft.of(before, commit);
        store(draft, before, end, commit.getLast().recordedAt());
        return true;
    }

    private void store(Draft draft, IndexView before, long end, Instant recordedAt) {
        Ground ground = draft.ground();
        if (ground != before.ground()) {
            grounds.add(end, ground);
        }
        draft.users.values().forEach(users::store);
        draft.profiles()
                .forEach((id, profile) ->
                        profiles.computeIfAbsent(id, unused -> new Timeline<>()).add(end, profile));
        records.store(end, draft.records);
        tokens.store(end, draft.tokens);
        ends.add(end);
        times.add(recordedAt);
        head = new IndexView(this, end, ground, before.counts().plus(numbered(draft.counts)));
        if (ground != before.ground()) {
            before.ground().superseded();
        }
    }

    /// All tables were filled from a snapshot up to this commit.
    synchronized void restored(long end, Counts counts) {
        for (long seq : grounds.changes(0, end)) {
            Ground ground = grounds.at(seq);
            if (ground != null && ground != grounds.at(end)) {
                ground.superseded();
            }
        }
        Ground ground = grounds.at(end);
        head = new IndexView(this, end, ground == null ? Ground.empty() : ground, counts);
    }

    private Map<Integer, Long> numbered(Map<Cohort, Long> changes) {
        Map<Integer, Long> numbered = new HashMap<>();
        changes.forEach((cohort, change) -> {
            if (change != 0) {
                numbered.put(users.cohortNumber(cohort), change);
            }
        });
        return numbered;
    }
}
