package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.permission.Excess;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The duty of reading the past, which administrators do not begin with. Whoever may edit the catalog appoints
/// those who have it though he does not have it himself; but nobody appoints himself.
final class HeldApart {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName HISTORY = new ActionName("history");
    private static final NodeKey CATALOG = new NodeKey("administration/catalog");
    private static final ActionName EDIT = new ActionName("edit");

    private HeldApart() {}

    static boolean includes(Excess excess) {
        return excess.node().equals(AUDIT) && excess.action().equals(HISTORY);
    }

    /// @param receivers who gets it
    static boolean mayBeGiven(AccessView before, UserId giver, Set<UserId> receivers) {
        @Nullable Subject subject = before.user(giver);
        return subject != null && !receivers.contains(giver) && Held.freely(before, subject.cohort(), CATALOG, EDIT);
    }
}
