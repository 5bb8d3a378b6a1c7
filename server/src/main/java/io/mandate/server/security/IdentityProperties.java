package io.mandate.server.security;

import io.mandate.events.values.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `mandate.identity.issuers[..]`: the OpenID providers whose tokens are accepted.
@ConfigurationProperties("mandate.identity")
record IdentityProperties(@DefaultValue List<Issuer> issuers) {
    IdentityProperties {
        issuers = List.copyOf(issuers);
        Set<String> names = new HashSet<>();
        for (Issuer issuer : issuers) {
            if (!names.add(issuer.knownAs())) {
                throw new IllegalArgumentException("mandate.identity.issuers: two providers are called "
                        + issuer.knownAs() + "; what one of them calls somebody means nothing at the other");
            }
        }
    }

    /// @param issuer the provider's identifier, equal to the claim `iss`
    /// @param jwksUri where its public keys are
    /// @param audience what the claim `aud` must contain
    /// @param tenants the tenants it may speak for, at least one
    /// @param tenantClaim the claim that names the tenant; needed where there are several tenants
    /// @param subjectClaim the claim that names the principal: as he is linked, or by his Mandate id
    /// @param provider how it is called where users are linked to it; left out: by its issuer
    record Issuer(
            String issuer,
            String jwksUri,
            String audience,
            List<TenantId> tenants,
            @Nullable String tenantClaim,
            @DefaultValue("sub") String subjectClaim,
            @Nullable String provider) {
        Issuer {
            tenants = List.copyOf(tenants);
            if (tenants.isEmpty() || (tenants.size() > 1 && tenantClaim == null)) {
                throw new IllegalArgumentException("mandate.identity.issuers: " + issuer
                        + " needs one tenant, or several and a tenant-claim that says which");
            }
            if (tenants.stream().anyMatch(tenant -> tenant.value().equals("system"))) {
                throw new IllegalArgumentException(
                        "mandate.identity.issuers: operators have tokens; no provider may speak for the system tenant");
            }
        }

        /// The provider of the identities that its tokens are about.
        String knownAs() {
            return provider == null ? issuer : provider;
        }
    }
}
