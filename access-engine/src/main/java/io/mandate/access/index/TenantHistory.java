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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One tenant with all its versions. A commit is folded first, then stored, then published by one volatile write of
/// the head: readers see all of it or nothing, and wait for nobody.
final class TenantHistory {
    final TenantId tenant;
    /// The end of a commit; what was before it is forgotten. 0: nothing is.
    final long first;
    final Users users;
    final Map<ProfileId, Timeline<Profile>> profiles = new ConcurrentHashMap<>();
    final Records records;
    final Tokens tokens;
    final Timeline<Ground> grounds;
    final CommitEnds ends;
    final CommitTimes times;
    private final CohortProfiles cohortProfiles = new CohortProfiles();
    private volatile IndexView head;
    private boolean replaced;

    TenantHistory(TenantId tenant) {
        this(tenant, 0);
    }

    /// An empty one, to be filled with what held at a position and all that came later.
    TenantHistory(TenantId tenant, long first) {
        this.tenant = tenant;
        this.first = first;
        this.users = new Users();
        this.records = new Records();
        this.tokens = new Tokens();
        this.grounds = new Timeline<>();
        this.ends = new CommitEnds();
        this.times = new CommitTimes();
        this.head = new IndexView(this, 0, Ground.empty(), Counts.NONE);
    }

    /// What another one knows from a position on. When commits were, and where they end, is known of all of them.
    private TenantHistory(TenantHistory whole, long first, IndexView now) {
        this.tenant = whole.tenant;
        this.first = first;
        this.users = whole.users.from(first, now.position());
        this.records = whole.records.from(first);
        this.tokens = whole.tokens.from(first);
        this.grounds = whole.grounds.from(first, Ground::fresh);
        this.ends = whole.ends;
        this.times = whole.times;
        whole.profiles.forEach((id, versions) -> profiles.put(id, versions.from(first)));
        this.head = new IndexView(this, 0, Ground.empty(), Counts.NONE);
        restored(now.position(), Counts.NONE.plus(numbered(now.cohorts())));
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
        requireKnown(end);
        Ground ground = grounds.at(end);
        return new IndexView(this, end, ground == null ? Ground.empty() : ground, null);
    }

    /// @throws ForgottenException if what held at a position is not known any more
    void requireKnown(long seq) {
        if (seq < first) {
            throw new ForgottenException(tenant, seq, first);
        }
    }

    /// What became of a commit.
    enum Applied {
        NEW,
        KNOWN,
        /// Another history stands in the place of this one, and has to be asked.
        REPLACED
    }

    /// Adds a whole commit. Nothing happens if it is known already.
    synchronized Applied apply(List<RecordedEvent> commit) {
        IndexView before = head;
        long end = Commits.requireWhole(tenant, commit);
        if (replaced) {
            return Applied.REPLACED;
        }
        if (end <= before.position()) {
            return Applied.KNOWN;
        }
        Commits.requireNext(before.position(), commit);
        Draft draft = Draft.of(before, commit);
        store(draft, before, end, commit.getLast().recordedAt());
        return Applied.NEW;
    }

    /// Hands over to one that has forgotten what was before the last commit at or before a position, and takes no
    /// commits from then on. Those who read this one go on reading it.
    ///
    /// @param successor puts it in the place of this one
    synchronized void forgetBefore(long seq, Consumer<TenantHistory> successor) {
        IndexView now = head;
        long kept = ends.atOrBefore(Math.min(seq, now.position()));
        if (!replaced && kept > first) {
            successor.accept(new TenantHistory(this, kept, now));
            replaced = true;
        }
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
