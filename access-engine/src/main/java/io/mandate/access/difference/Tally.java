package io.mandate.access.difference;

import io.mandate.access.difference.AccessDifference.Excerpt;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts changes and keeps the excerpt, in memory that depends on the excerpt and not on the number of users.
final class Tally {
    private final Excerpt excerpt;
    private final TreeMap<UserId, List<PermissionChange>> listed = new TreeMap<>();
    private final IdentityHashMap<List<PermissionChange>, Long> alike = new IdentityHashMap<>();
    private final List<List<PermissionChange>> met = new ArrayList<>();
    private boolean more;

    private record Key(NodeKey node, ActionName action) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::node).thenComparing(Key::action).compare(this, other);
        }
    }

    Tally(Excerpt excerpt) {
        this.excerpt = excerpt;
    }

    /// @param changes the very list that all share who changed alike
    void add(UserId user, List<PermissionChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        if (alike.merge(changes, 1L, Long::sum) == 1) {
            met.add(changes);
        }
        boolean behind = excerpt.after() == null || user.compareTo(excerpt.after()) > 0;
        boolean shown = listed.size() < excerpt.most() || user.compareTo(listed.lastKey()) < 0;
        if (behind && (shown || !more) && excerpt.listable().test(user)) {
            listed.put(user, changes);
            if (listed.size() > excerpt.most()) {
                listed.pollLastEntry();
                more = true;
            }
        }
    }

    AccessDifference difference(List<TierEffect> tiers) {
        long affected = 0;
        Map<Change, Long> users = new EnumMap<>(Change.class);
        Map<Key, Map<Change, Long>> permissions = new TreeMap<>();
        for (List<PermissionChange> changes : met) {
            long count = alike.getOrDefault(changes, 0L);
            affected += count;
            Set<Change> ways = EnumSet.noneOf(Change.class);
            for (PermissionChange change : changes) {
                ways.addAll(change.changes());
                Map<Change, Long> counts = permissions.computeIfAbsent(
                        new Key(change.node(), change.action()), unused -> new EnumMap<>(Change.class));
                change.changes().forEach(way -> counts.merge(way, count, Long::sum));
            }
            ways.forEach(way -> users.merge(way, count, Long::sum));
        }
        return new AccessDifference(affected, users, counts(permissions), page(), more, tiers);
    }

    private static List<PermissionCount> counts(Map<Key, Map<Change, Long>> permissions) {
        List<PermissionCount> counts = new ArrayList<>();
        permissions.forEach((key, users) -> counts.add(new PermissionCount(key.node, key.action, users)));
        return counts;
    }

    private List<UserChange> page() {
        List<UserChange> page = new ArrayList<>();
        listed.forEach((user, changes) -> page.add(new UserChange(user, changes)));
        return page;
    }
}
