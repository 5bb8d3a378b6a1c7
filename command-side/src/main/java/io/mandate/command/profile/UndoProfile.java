package io.mandate.command.profile;

import io.mandate.events.profile.ProfileEvent;
import java.util.List;

/// Takes back events of a profile, the last first, by their opposites; each is judged as the change it is.
///
/// @param undone events of this profile whose outcome still holds, in their order; creation and deletion have no
///     opposite among them and are refused
public record UndoProfile(ProfileTarget target, List<ProfileEvent> undone) implements ProfileCommand {
    public UndoProfile {
        undone = List.copyOf(undone);
    }
}
