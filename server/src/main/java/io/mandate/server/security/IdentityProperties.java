package io.mandate.server.security;

import io.mandate.events.values.TenantId;
import io.mandate.store.startup.StartupRefusedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/// `mandate.identity.issuers[..]`: the OpenID providers whose tokens are accepted.
@ConfigurationProperties("mandate.identity")
record IdentityProperties(@DefaultValue List<Issuer> issuers) {
    IdentityProperties {
        issuers = List.copyOf(issuers);
        Set<String> names = new HashSet<>();
        for (Issuer issuer : issuers) {
            if (!names.add(issuer.knownAs())) {
                throw refusal("two providers are called " + issuer.knownAs()
                        + "; what one of them calls somebody means nothing at the other");
            }
        }
    }

    /// @param issuer the provider's identifier, equal to the claim `iss`
    /// @param jwksUri where its public keys are
    /// @param audience what the claim `aud` must contain
    /// @param tenants the tenants it may speak for, at least one
    /// @param tenantClaim the claim that names the tenant; needed where there are several tenants
    /// @param subjectClaim the claim that names the principal: as he is linked, or by his Mandate id
    /// @param algorithms the signatures that are accepted; left out: every one that is made with a private key
    /// @param provider how it is called where users are linked to it; left out: by its issuer
    record Issuer(
            String issuer,
            String jwksUri,
            String audience,
            @DefaultValue List<TenantId> tenants,
            @Nullable String tenantClaim,
            @DefaultValue("sub") String subjectClaim,

            @DefaultValue({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
            List<String> algorithms,

            @Nullable String provider) {
        Issuer {
            tenants = List.copyOf(tenants);
            algorithms = List.copyOf(algorithms);
            if (missing(issuer)) {
                throw refusal("every provider needs an issuer, which is what its tokens say as iss");
            }
            if (missing(jwksUri)) {
                throw refusal(issuer + " needs a jwks-uri, the address of its public keys");
            }
            if (!address(jwksUri)) {
                throw refusal("the jwks-uri of " + issuer + " must be an address with http or https, not \"" + jwksUri
                        + "\"");
            }
            if (missing(audience)) {
                throw refusal(issuer + " needs an audience, which its tokens must have as aud");
            }
            for (String algorithm : algorithms) {
                if (Arrays.stream(SignatureAlgorithm.values())
                        .noneMatch(known -> known.getName().equals(algorithm))) {
                    throw refusal("\"" + algorithm + "\" in the algorithms of " + issuer
                            + " is none that is made with a private key; there are "
                            + Arrays.toString(SignatureAlgorithm.values()));
                }
            }
            if (tenants.isEmpty() || (tenants.size() > 1 && tenantClaim == null)) {
                throw refusal(issuer + " needs one tenant, or several and a tenant-claim that says which");
            }
            if (tenants.stream().anyMatch(tenant -> tenant.value().equals("system"))) {
                throw refusal("operators have tokens; no provider may speak for the system tenant");
            }
        }

        /// The binder passes null for what is left out.
        private static boolean missing(@Nullable String part) {
            return part == null || part.isBlank();
        }

        private static boolean address(String text) {
            return text.matches("(?i)https?://[^/?#\\s][^\\s]*");
        }

        /// The signatures that are accepted; none with a shared secret is among them.
        List<SignatureAlgorithm> signatures() {
            return algorithms.stream().map(SignatureAlgorithm::valueOf).toList();
        }

        /// The provider of the identities that its tokens are about.
        String knownAs() {
            return provider == null ? issuer : provider;
        }
    }

    private static StartupRefusedException refusal(String why) {
        return new StartupRefusedException("mandate.identity.issuers: " + why);
    }
}
