package io.mandate.events.catalog;

import io.mandate.events.values.Label;

/// What the catalog says about one role type.
///
/// @param superuser whether its users are allowed everything that exists and is available
/// @param profilePolicy whether its users have a profile
/// @param identityPolicy where its users may be kept
public record RoleTypeDefinition(
        Label label, boolean superuser, ProfilePolicy profilePolicy, IdentityPolicy identityPolicy) {
    /// Whether users of a role type have a profile.
    public enum ProfilePolicy {
        REQUIRED,
        OPTIONAL,
        FORBIDDEN
    }

    /// Where users of a role type may be kept.
    public enum IdentityPolicy {
        ANY,
        LOCAL_ONLY
    }
}
