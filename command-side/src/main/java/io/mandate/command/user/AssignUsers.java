package io.mandate.command.user;

import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.List;

/// Many users get one profile, in one commit and one change set. Those who cannot have it are reported; the others get
/// it nevertheless.
///
/// @param users 1 to 1000 of them, each once; more are work for a job
public record AssignUsers(TenantId tenant, List<UserId> users, ProfileId profile) {
    /// The most users of one such wish.
    public static final int MOST = 1_000;

    public AssignUsers {
        users = users.stream().distinct().toList();
    }

    /// What is wished for each of them, in their order.
    public List<AssignUser> each() {
        return users.stream().map(user -> new AssignUser(tenant, user, profile)).toList();
    }
}
