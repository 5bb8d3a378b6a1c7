package io.mandate.access.profile;

import io.mandate.events.profile.InstanceMode;
import io.mandate.events.values.RecordId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which instances a profile picked on a node.
///
/// @param picked the picked ones; empty unless the mode is SELECTED
public record Instances(InstanceMode mode, SortedSet<RecordId> picked) {
    public static final Instances UNSET = new Instances(InstanceMode.UNSET, Collections.emptySortedSet());

    Instances after(InstanceMode next, SortedSet<RecordId> added, SortedSet<RecordId> removed) {
        if (next != InstanceMode.SELECTED) {
            return new Instances(next, Collections.emptySortedSet());
        }
        SortedSet<RecordId> picks = new TreeSet<>(picked);
        picks.addAll(added);
        picks.removeAll(removed);
        return new Instances(next, Collections.unmodifiableSortedSet(picks));
    }
}
