package io.mandate.http.difference;

import io.mandate.access.difference.AccessDifference;
import io.mandate.access.difference.Change;
import io.mandate.access.difference.PermissionCount;
import io.mandate.access.difference.TierEffect;
import io.mandate.access.difference.UserChange;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What changed for the users of a tenant.
///
/// @param affected for how many users anything changed
/// @param byChange for how many users anything changed in this way
/// @param permissions for how many users each permission changed, by way of changing
/// @param users a page of the affected users, by id
/// @param tiers what became of each licence pool
public record DifferenceView(
        long affected,
        Map<Change, Long> byChange,
        List<PermissionCount> permissions,
        List<UserItem> users,
        List<TierEffect> tiers) {
    public DifferenceView {
        byChange = Collections.unmodifiableMap(new TreeMap<>(byChange));
        permissions = List.copyOf(permissions);
        users = List.copyOf(users);
        tiers = List.copyOf(tiers);
    }

    /// What changed for one user.
    public record UserItem(UserId user, List<PermissionItem> permissions) {
        public UserItem {
            permissions = List.copyOf(permissions);
        }

        static UserItem of(UserChange change) {
            return new UserItem(change.user(), PermissionItem.all(change.permissions()));
        }
    }

    /// What is written of a difference.
    public static DifferenceView of(AccessDifference difference) {
        return new DifferenceView(
                difference.affected(),
                difference.users(),
                difference.permissions(),
                difference.listed().stream().map(UserItem::of).toList(),
                difference.tiers());
    }
}
