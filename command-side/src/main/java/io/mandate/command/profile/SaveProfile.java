package io.mandate.command.profile;

import java.util.List;

/// Many changes as one: all or none, one commit, one revision, one change set. Each change sees the
/// ones before it.
///
/// @param changes at most 5,000, all of the same profile
public record SaveProfile(ProfileTarget target, List<ProfileChange> changes) implements ProfileCommand {

    public SaveProfile {
        changes = List.copyOf(changes);
    }
}
