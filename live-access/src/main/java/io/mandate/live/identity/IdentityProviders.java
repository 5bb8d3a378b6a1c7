package io.mandate.live.identity;

import io.mandate.events.values.TenantId;

/// The identity providers that this installation trusts.
@FunctionalInterface
public interface IdentityProviders {
    /// Whether one of them speaks for this tenant, so that its principals can come in without a token.
    boolean speakFor(TenantId tenant);
}
