package io.mandate.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.mandate.events.user.Identity;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Callers;
import io.mandate.server.security.IdentityProperties.Issuer;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderCredentialsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final TenantId FOREIGN = new TenantId("foreign");

    private static final List<String> ALL =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final RSAKey key = key("k1");
    private final ECKey curve = curve("k2");
    private HttpServer provider;
    private ProviderCredentials credentials;

    @BeforeEach
    void provider_publishes_its_keys() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(List.of(key.toPublicJWK(), curve.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        provider.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
        credentials = trusting(ALL);
    }

    private ProviderCredentials trusting(List<String> algorithms) {
        return trusting(algorithms, Set.of());
    }

    /// @param linked the users whom the store knows to be linked to something else
    private ProviderCredentials trusting(List<String> algorithms, Set<UserId> linked) {
        Issuer issuer = new Issuer(
                "https://id.example.org",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys",
                "mandate",
                List.of(ACME, OTHER),
                "account",
                "sub",
                algorithms,
                null);
        return new IdentityConfiguration()
                .providerCredentials(
                        new EveryPrincipal(), new Elsewhere(linked), new IdentityProperties(List.of(issuer)));
    }

    @AfterEach
    void provider_stops() {
        provider.stop(0);
    }

    @Test
    void a_token_of_the_provider_is_the_principal_it_names_in_the_tenant_it_names() {
        assertThat(credentials.caller(signed(key, claims().build())))
                .map(caller -> caller.tenant() + "/" + caller.actor())
                .contains("acme/USER:eve");
    }

    /// What this node remembers of him is older than the link.
    @Test
    void who_was_linked_to_something_else_a_moment_ago_is_not_whom_the_token_names() {
        ProviderCredentials now = trusting(ALL, Set.of(new UserId("eve")));
        assertThat(now.caller(signed(key, claims().build()))).isEmpty();
        assertThat(now.caller(signed(key, claims().subject("gil").build()))).isPresent();
    }

    @Test
    void who_is_kept_here_alone_is_not_whom_the_token_names() {
        assertThat(credentials.caller(signed(key, claims().subject("boss").build())))
                .isEmpty();
    }

    @Test
    void a_provider_cannot_speak_for_a_tenant_it_is_not_bound_to() {
        assertThat(credentials.caller(
                        signed(key, claims().claim("account", FOREIGN.value()).build())))
                .isEmpty();
        assertThat(credentials.caller(
                        signed(key, claims().claim("account", null).build())))
                .isEmpty();
    }

    @Test
    void another_key_another_audience_another_issuer_and_an_old_token_are_nobody() {
        assertThat(credentials.caller(signed(key("k1"), claims().build()))).isEmpty();
        assertThat(credentials.caller(signed(key, claims().audience("elsewhere").build())))
                .isEmpty();
        assertThat(credentials.caller(
                        signed(key, claims().issuer("https://else.example.org").build())))
                .isEmpty();
        Date longAgo = Date.from(Instant.now().minusSeconds(7_200));
        assertThat(credentials.caller(
                        signed(key, claims().expirationTime(longAgo).build())))
                .isEmpty();
        assertThat(credentials.caller(signed(key, claims().expirationTime(null).build())))
                .isEmpty();
        assertThat(credentials.caller("mandate_something.else.entirely")).isEmpty();
    }

    @Test
    void whichever_private_key_a_provider_signs_with_is_understood_unless_it_is_narrowed() throws JOSEException {
        String ps256 = signed(JWSAlgorithm.PS256, "k1", new RSASSASigner(key));
        String es256 = signed(JWSAlgorithm.ES256, "k2", new ECDSASigner(curve));
        assertThat(credentials.caller(ps256)).isPresent();
        assertThat(credentials.caller(es256)).isPresent();

        ProviderCredentials narrow = trusting(List.of("ES256"));
        assertThat(narrow.caller(es256)).isPresent();
        assertThat(narrow.caller(ps256)).isEmpty();
    }

    /// Whoever has the public key could make these.
    @Test
    void a_signature_with_a_shared_secret_or_none_is_never_accepted() throws JOSEException {
        byte[] published = key.toRSAPublicKey().getEncoded();
        assertThat(credentials.caller(signed(JWSAlgorithm.HS256, "k1", new MACSigner(published))))
                .isEmpty();
        assertThat(credentials.caller(new PlainJWT(claims().build()).serialize()))
                .isEmpty();
        for (String never : List.of("HS256", "none", "rs256")) {
            assertThatThrownBy(() -> trusting(List.of("RS256", never)))
                    .isInstanceOf(StartupRefusedException.class)
                    .hasMessageContaining("\"" + never + "\"");
        }
    }

    @Test
    void what_two_providers_call_somebody_is_kept_apart() {
        Issuer one = issuer("https://a.example.org", null);
        assertThatThrownBy(() -> new IdentityProperties(List.of(one, issuer("https://b.example.org", one.issuer()))))
                .hasMessageContaining("two providers are called https://a.example.org");
        assertThat(new IdentityProperties(List.of(one, issuer("https://b.example.org", "b"))).issuers())
                .extracting(Issuer::knownAs)
                .containsExactly("https://a.example.org", "b");
    }

    private static Issuer issuer(String issuer, @Nullable String provider) {
        return new Issuer(issuer, issuer + "/keys", "mandate", List.of(ACME), null, "sub", ALL, provider);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example.org")
                .audience("mandate")
                .subject("eve")
                .claim("account", ACME.value())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(RSAKey with, JWTClaimsSet claims) {
        try {
            return signed(JWSAlgorithm.RS256, with.getKeyID(), new RSASSASigner(with), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer) throws JOSEException {
        return signed(algorithm, key, signer, claims().build());
    }

    private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static ECKey curve(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Nobody is linked to what the tokens here name.
    private record Elsewhere(Set<UserId> linked) implements LinkedIdentities {
        @Override
        public Optional<UserId> user(TenantId tenant, Identity identity) {
            return Optional.empty();
        }

        @Override
        public boolean linked(TenantId tenant, UserId user, String provider) {
            return linked.contains(user);
        }
    }

    /// Knows every principal of every tenant, so that only the provider's own bounds can refuse.
    private static final class EveryPrincipal implements Callers {
        @Override
        public Optional<Caller> byToken(String secret) {
            return Optional.empty();
        }

        @Override
        public Optional<Caller> byPrincipal(TenantId tenant, UserId principal) {
            return Optional.of(new Caller(tenant, new Actor(Actor.Kind.USER, principal), null, Set.of(), false));
        }

        @Override
        public boolean linked(TenantId tenant, UserId principal, String provider) {
            return false;
        }

        @Override
        public boolean localOnly(TenantId tenant, UserId principal) {
            return principal.value().equals("boss");
        }
    }
}
