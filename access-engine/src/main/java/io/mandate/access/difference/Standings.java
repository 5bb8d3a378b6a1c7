package io.mandate.access.difference;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The changes of users between two views, worked out once for all who stood and stand equally: the cost is one
/// look-up for a user, and one decision on each side for a permission of a group of equals.
final class Standings {
    private final AccessView before;
    private final AccessView after;
    private final Permissions permissions;
    private final boolean sameGround;
    private final Map<Move, List<PermissionChange>> known = new HashMap<>();

    private record Move(Standing from, Standing to) {}

    Standings(AccessView before, AccessView after) {
        this.before = before;
        this.after = after;
        this.permissions = new Permissions(before, after);
        this.sameGround =
                before.catalog() == after.catalog() && before.tenantState().equals(after.tenantState());
    }

    /// In the catalog's order; empty where nothing changed, and for one who is in neither view.
    List<PermissionChange> of(UserId user, @Nullable Subject was, @Nullable Subject is) {
        Move move = new Move(Standing.of(was, is), Standing.of(is, was));
        List<PermissionChange> changes = known.get(move);
        if (changes == null) {
            changes = still(move) ? List.of() : List.copyOf(changes(move, user));
            known.put(move, changes);
        }
        return changes;
    }

    private List<PermissionChange> changes(Move move, UserId somebody) {
        return permissions.changed(
                before,
                (view, node, action) -> move.from.held(view, somebody, node, action),
                after,
                (view, node, action) -> move.to.held(view, somebody, node, action));
    }

    /// Whether nothing that decides is different: then no decision is.
    private boolean still(Move move) {
        return sameGround && move.from.equals(move.to) && move.from.profile(before) == move.to.profile(after);
    }
}
