package io.mandate.live.identity;

import java.util.Optional;

/// Finds who shows a credential.
public interface Callers {
    /// The caller whose token has this secret; empty where there is none, it is revoked or expired, or its
    /// principal is not active. The answer is as fresh as this node's index: a revocation on the same node counts
    /// at once.
    Optional<Caller> byToken(String secret);
}
