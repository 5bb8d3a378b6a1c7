package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import java.util.List;

/// Ends a profile that nobody has: its name is free again, its id is never used again, its history stays.
public record DeleteProfile(ProfileTarget target) implements ProfileCommand {

    @Override
    public RequiredRight right(AccessView head) {
        return ProfileRecord.right("delete", target().profile(), head);
    }

    /// Nothing: it has become none.
    @Override
    public List<RequiredRight> rightsAfter(AccessView then) {
        return List.of();
    }
}
