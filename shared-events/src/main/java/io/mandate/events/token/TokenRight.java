package io.mandate.events.token;

/// What a token may do beside what its principal may do by its profile.
public enum TokenRight {
    /// Ask about principals other than its own.
    ASK_ABOUT_OTHERS,
    /// State subject and resource properties that win over the stored ones.
    ASSERT_PROPERTIES
}
