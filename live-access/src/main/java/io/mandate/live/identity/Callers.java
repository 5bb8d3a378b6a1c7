package io.mandate.live.identity;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Optional;

/// Finds who shows a credential. A good one of a tenant that ended is refused with
/// TENANT_OFFBOARDED, so that whoever still uses it learns why it is none any more.
public interface Callers {
    /// The caller whose token has this secret; empty where there is none, it is revoked or expired, or its
    /// principal is not active. The answer is as fresh as this node's index: a revocation on the same node counts
    /// at once.
    Optional<Caller> byToken(String secret);

    /// Who would be calling with this secret, a good one, if he were not suspended; empty for everybody else.
    default Optional<Caller> suspendedByToken(String secret) {
        return Optional.empty();
    }

    /// The caller that an identity provider vouches for: an active person of that tenant, without any token
    /// rights; empty where there is none, and for services and pages, whom no provider knows.
    Optional<Caller> byPrincipal(TenantId tenant, UserId principal);

    /// Whether a principal is known as somebody at this provider: nothing but that stands for him
    /// there. The answer is as fresh as this node's index.
    boolean linked(TenantId tenant, UserId principal, String provider);

    /// Whether a principal is kept here alone, by the role that counts: no provider stands for him.
    /// The answer is as fresh as this node's index.
    boolean localOnly(TenantId tenant, UserId principal);
}
