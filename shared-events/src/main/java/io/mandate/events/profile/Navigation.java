package io.mandate.events.profile;

/// Whether a profile shows a node in the sidebar; presentation only, it never grants or denies.
public enum Navigation {
    /// Nothing: shown where it is accessible.
    UNSET,
    /// Shown where it is accessible.
    SHOWN,
    /// Not shown, nor what is below it unless that says SHOWN.
    HIDDEN
}
