package io.mandate.events.profile;

/// What a profile says about the use of a node.
public enum Enablement {
    /// Nothing: an enabled ancestor or an override decides.
    UNSET,
    /// In use, with everything below it.
    ENABLED,
    /// Not in use, with everything below it, whatever those say.
    DISABLED
}
