/// Callers that an identity provider vouches for, beside Mandate's own tokens.
/// Each provider is bound to its tenants; it can speak for no other.
@NullMarked
package io.mandate.server.security;

import org.jspecify.annotations.NullMarked;
