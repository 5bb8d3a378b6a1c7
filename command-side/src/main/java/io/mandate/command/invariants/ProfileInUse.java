package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.UserId;
import java.util.SortedSet;

/// Why a profile cannot go: the principals that still have it, by id. The gate puts names in their place
/// for callers that may see them.
public final class ProfileInUse {
    /// So many are named; the count says how many there are.
    static final int NAMED = 20;

    private ProfileInUse() {}

    public static Rejection of(AccessView head, ProfileId profile, ProfileName name) {
        SortedSet<UserId> users = head.users(profile);
        return Rejection.of(
                RejectionCode.PROFILE_IN_USE,
                "profile",
                profile,
                "name",
                name,
                "count",
                users.size(),
                "users",
                users.stream().limit(NAMED).toList());
    }
}
