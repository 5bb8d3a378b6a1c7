package io.mandate.command.profile;

/// Makes a profile what it was at an earlier revision, by the ordinary events that undo the difference.
/// What the catalog no longer takes, or what somebody else has by now, is refused as in a save. Already
/// so: nothing happens.
///
/// @param toRevision 1 or more, at most the present one
public record RestoreProfile(ProfileTarget target, long toRevision) implements ProfileCommand {}
