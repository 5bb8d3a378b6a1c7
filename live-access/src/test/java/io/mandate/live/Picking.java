package io.mandate.live;

import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A profile that picks teams, for tests.
final class Picking {
    static final ProfileId CLERKS = new ProfileId("clerks");
    static final NodeKey TEAMS = new NodeKey("staff/teams");

    private Picking() {}

    static ProfileCreated created() {
        ProfileName name = new ProfileName("Clerks");
        return new ProfileCreated(
                CLERKS, name, "c", null, null, null, null, ActionSet.of("view"), null, false, null, null);
    }

    /// So many teams, numbered on from the first.
    static ProfileInstancesChanged picked(int first, int howMany) {
        TreeSet<RecordId> added = IntStream.range(first, first + howMany)
                .mapToObj(i -> new RecordId("T-" + i))
                .collect(Collectors.toCollection(TreeSet::new));
        return new ProfileInstancesChanged(
                CLERKS,
                TEAMS,
                new InstanceType("team"),
                InstanceMode.SELECTED,
                InstanceMode.SELECTED,
                added,
                new TreeSet<>());
    }
}
