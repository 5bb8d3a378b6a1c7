package io.mandate.events.profile;

/// Which instances a profile picked on a node.
public enum InstanceMode {
    /// Nothing was picked: no restriction.
    UNSET,
    /// All, also those to come: no restriction.
    ALL,
    /// Exactly the picked ones; none, if none was picked.
    SELECTED
}
