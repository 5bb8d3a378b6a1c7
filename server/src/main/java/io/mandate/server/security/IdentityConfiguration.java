package io.mandate.server.security;

import io.mandate.live.identity.Callers;
import io.mandate.live.identity.IdentityProviders;
import io.mandate.server.security.IdentityProperties.Issuer;
import io.mandate.server.security.ProviderCredentials.TrustedProvider;
import io.mandate.store.envelope.UsernameHash;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Makes a decoder for each configured provider. Its keys are fetched when first needed, so a provider
/// that is down does not stop the server.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityConfiguration {
    @Bean
    LinkedIdentities linkedIdentities(DataSource database, UsernameHash hash) {
        return new StoredIdentities(JdbcClient.create(database), hash);
    }

    @Bean
    ProviderCredentials providerCredentials(
            Callers callers, LinkedIdentities identities, IdentityProperties properties) {
        return new ProviderCredentials(
                callers,
                identities,
                properties.issuers().stream()
                        .map(issuer -> new TrustedProvider(issuer, decoder(issuer)))
                        .toList());
    }

    @Bean
    IdentityProviders identityProviders(IdentityProperties properties) {
        return tenant -> properties.issuers().stream()
                .anyMatch(issuer -> issuer.tenants().contains(tenant));
    }

    private static NimbusJwtDecoder decoder(Issuer issuer) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(issuer.jwksUri())
                .jwsAlgorithms(accepted -> {
                    accepted.clear();
                    accepted.addAll(issuer.signatures());
                })
                .build();
        OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(issuer.audience()));
        // One that never ends could not be taken back.
        OAuth2TokenValidator<Jwt> end = new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer.issuer()), audience, end));
        return decoder;
    }
}
