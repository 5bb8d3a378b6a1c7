package io.mandate.server.security;

import com.nimbusds.jwt.JWTParser;
import io.mandate.events.user.Identity;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.caller.BearerCredentials;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Callers;
import io.mandate.server.security.IdentityProperties.Issuer;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// JSON Web Tokens of OpenID providers as bearer credentials. Signature, issuer, audience and times are checked by the
/// provider's own decoder; the principal must exist and be active in a tenant that the provider is bound to. It is the
/// user who is linked to what the provider calls him, or else the one whose id that is, unless he is kept here alone.
final class ProviderCredentials implements BearerCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderCredentials.class);

    private final Callers callers;
    private final LinkedIdentities identities;
    private final Map<String, TrustedProvider> providers;

    /// A provider with the decoder that trusts it and nobody else.
    record TrustedProvider(Issuer issuer, JwtDecoder decoder) {}

    ProviderCredentials(Callers callers, LinkedIdentities identities, Iterable<TrustedProvider> providers) {
        this.callers = callers;
        this.identities = identities;
        this.providers = java.util.stream.StreamSupport.stream(providers.spliterator(), false)
                .collect(Collectors.toUnmodifiableMap(
                        provider -> provider.issuer().issuer(), provider -> provider));
    }

    @Override
    public Optional<Caller> caller(String bearer) {
        return provider(bearer).flatMap(provider -> caller(provider, bearer));
    }

    /// Which provider it claims to come from; nothing is believed yet.
    private Optional<TrustedProvider> provider(String bearer) {
        try {
            String issuer = JWTParser.parse(bearer).getJWTClaimsSet().getIssuer();
            return Optional.ofNullable(issuer).map(providers::get);
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(TrustedProvider provider, String bearer) {
        try {
            Jwt token = provider.decoder().decode(bearer);
            TenantId tenant = tenant(provider.issuer(), token);
            String subject = token.getClaimAsString(provider.issuer().subjectClaim());
            return tenant == null || subject == null
                    ? Optional.empty()
                    : caller(tenant, provider.issuer().knownAs(), subject);
        } catch (JwtException | InvalidValueException e) {
            // Not louder: anybody can send one.
            LOG.debug("A token of {} is refused: {}", provider.issuer().knownAs(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(TenantId tenant, String provider, String subject) {
        Optional<UserId> linked = identities.user(tenant, new Identity(provider, PersonalText.of(subject)));
        if (linked.isPresent()) {
            return vouchedFor(tenant, linked.get());
        }
        UserId named = new UserId(subject);
        return linked(tenant, named, provider) ? Optional.empty() : vouchedFor(tenant, named);
    }

    /// Also who was linked before his role was kept here alone.
    private Optional<Caller> vouchedFor(TenantId tenant, UserId principal) {
        return callers.localOnly(tenant, principal) ? Optional.empty() : callers.byPrincipal(tenant, principal);
    }

    /// The store knows of a link that another node made a moment ago, and this node's memory of
    /// one whose subject is erased, so that nobody can be looked up by it any more.
    private boolean linked(TenantId tenant, UserId named, String provider) {
        return callers.linked(tenant, named, provider) || identities.linked(tenant, named, provider);
    }

    private static @Nullable TenantId tenant(Issuer issuer, Jwt token) {
        if (issuer.tenantClaim() == null) {
            return issuer.tenants().getFirst();
        }
        String named = token.getClaimAsString(issuer.tenantClaim());
        return issuer.tenants().stream()
                .filter(tenant -> Objects.equals(tenant.value(), named))
                .findFirst()
                .orElse(null);
    }
}
