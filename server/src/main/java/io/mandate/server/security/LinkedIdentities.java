package io.mandate.server.security;

import io.mandate.events.user.Identity;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Optional;

/// Whom identity providers call what.
interface LinkedIdentities {
    /// The user of that tenant who is linked to this identity, as of the newest commit; empty: nobody is.
    Optional<UserId> user(TenantId tenant, Identity identity);

    /// Whether a user is linked to whatever the provider calls him, as of the newest commit.
    boolean linked(TenantId tenant, UserId user, String provider);
}
