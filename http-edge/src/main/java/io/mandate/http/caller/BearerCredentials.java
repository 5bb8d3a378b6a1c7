package io.mandate.http.caller;

import io.mandate.live.identity.Caller;
import java.util.Optional;

/// One way to know a caller by what stands behind `Bearer`. Several may be there: our own tokens, an identity
/// provider's.
public interface BearerCredentials {
    /// The caller, or empty if this is not a valid credential of this sort.
    Optional<Caller> caller(String bearer);
}
