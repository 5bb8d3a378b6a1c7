package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.UnreadableEventException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The tenants that are still to be read, up to where, and their commits in turn, some pages ahead of who takes them.
final class Backlog {
    private final EventReader reader;
    private final ReadAhead pages;
    private final Reached reached;
    private final SequencedSet<TenantId> behind = new LinkedHashSet<>();
    private Map<TenantId, Long> limits = Map.of();

    /// What is to be done where the next event of a tenant cannot be read.
    interface Unreadable {
        void next(TenantId tenant, long afterSeq, UnreadableEventException failure) throws SQLException;
    }

    Backlog(EventReader reader, Reached reached) {
        this.reader = reader;
        this.pages = new ReadAhead(reader);
        this.reached = reached;
    }

    boolean isEmpty() {
        return behind.isEmpty();
    }

    boolean holds(TenantId tenant) {
        return behind.contains(tenant);
    }

    /// Has this tenant read on, unless it is parked.
    void add(TenantId tenant) {
        if (!reached.of(tenant).parked()) {
            behind.add(tenant);
        }
    }

    void remove(TenantId tenant) {
        behind.remove(tenant);
    }

    /// Nobody is read beyond these ends of commits.
    void limit(Map<TenantId, Long> upTo) {
        limits = Map.copyOf(upTo);
    }

    /// About so many events of the tenants that are behind, in turn. Whose end is reached is behind no more.
    ///
    /// @param ahead how many pages are read and opened meanwhile
    List<Commit> next(int events, int ahead, Unreadable unreadable) throws SQLException {
        List<Commit> batch = new ArrayList<>();
        int gathered = 0;
        for (int left = behind.size(); left > 0 && gathered < events && !behind.isEmpty(); left--) {
            TenantId tenant = behind.getFirst(); // whoever was read stands behind the others then
            List<Commit> commits = page(tenant, events - gathered, unreadable);
            gathered +=
                    commits.stream().mapToInt(commit -> commit.events().size()).sum();
            behind.remove(tenant); // not before: what could not be read is still to be read
            if (commits.isEmpty()) {
                pages.forget(tenant);
            } else {
                batch.addAll(commits);
                behind.add(tenant);
            }
        }
        if (gathered >= events) {
            readAhead(batch, events, ahead);
        }
        return batch;
    }

    /// The next commits of a tenant; where one of them cannot be read, those before it.
    private List<Commit> page(TenantId tenant, int events, Unreadable unreadable) throws SQLException {
        long after = reached.of(tenant).seq();
        long limit = limit(tenant);
        long room = limit - after;
        if (room <= 0) {
            return List.of();
        }
        List<Commit> commits;
        try {
            commits = pages.commits(tenant, after, (int) Math.min(events, room));
        } catch (UnreadableEventException e) {
            commits = before(e, tenant, after, unreadable);
        }
        // What was read ahead for a farther limit may go beyond this one.
        return commits.stream().takeWhile(commit -> commit.lastSeq() <= limit).toList();
    }

    private List<Commit> before(UnreadableEventException failure, TenantId tenant, long after, Unreadable unreadable)
            throws SQLException {
        long end = reader.boundary(tenant, failure.seq() - 1);
        if (end > after) {
            return reader.commits(tenant, after, (int) (end - after), Projection.READS);
        }
        unreadable.next(tenant, after, failure);
        return List.of();
    }

    /// There is more to come: the next pages are read while this batch is written.
    private void readAhead(List<Commit> batch, int events, int ahead) {
        Map<TenantId, Long> taken = new HashMap<>();
        batch.forEach(commit -> taken.put(commit.tenant(), commit.lastSeq()));
        int each = Math.max(1, ahead / behind.size());
        behind.stream().limit(ahead).forEach(tenant -> {
            long after = taken.getOrDefault(tenant, reached.of(tenant).seq());
            long room = limit(tenant) - after;
            if (room > 0) {
                pages.guess(tenant, after, (int) Math.min(events, room), room > events ? each : 1);
            }
        });
    }

    private long limit(TenantId tenant) {
        return limits.getOrDefault(tenant, Long.MAX_VALUE);
    }
}
