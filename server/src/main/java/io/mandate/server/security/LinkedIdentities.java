package io.mandate.server.security;

import io.mandate.events.user.Identity;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Optional;

/// Whom identity providers call what.
@FunctionalInterface
interface LinkedIdentities {
    /// The user of that tenant who is linked to this identity, as of the newest commit; empty: nobody is.
    Optional<UserId> user(TenantId tenant, Identity identity);
}
