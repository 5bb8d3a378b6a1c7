package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// People who log in at a provider of their own, through the whole server: a provider on loopback has the keys, and is
/// bound to four of five tenants.
class IdentityProviderTest {
    private static final String ISSUER = "https://login.example.org";
    private static RSAKey key;
    private static RSAKey otherKey;
    private static HttpServer provider;
    private static MandateServer server;

    /// The administrators of two tenants whose catalog keeps them here alone, by their tokens.
    private static Client bound;

    private static Client second;

    @BeforeAll
    static void aServerThatTrustsAProvider() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("k1").generate();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
        server = MandateServer.start(settings("bound,second,free,kept", keys()));
        bound = tenant("bound", "commerce-classic");
        bound.post("/v1/profiles", "{\"id\": \"any\", \"name\": \"Any\"}").expect(201);
        second = tenant("second", "commerce-classic");
        tenant("unbound", "feedback");
        tenant("free", "feedback");
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        provider.stop(0);
    }

    @Test
    void a_principal_of_a_bound_tenant_is_who_the_provider_says() throws Exception {
        Client gil = with(signed(key, claims("gil", "free").build()));
        gil.get("/v1/users/gil").expect(200).at("/id", "gil");
        gil.post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "gil"}, "action": {"name": "view"},
                 "resource": {"type": "administration/users", "id": "*"}}""").expect(200).at("/decision", true);
        assertThat(gil.get("/v1/journal?kind=TOKEN_USED").expect(200).text()).contains("identity provider");
    }

    @Test
    void the_claim_decides_which_of_its_tenants() throws Exception {
        customer(bound, "una", null);
        second.post("/v1/profiles", "{\"id\": \"any\", \"name\": \"Any\"}").expect(201);
        second.post("/v1/users", user("una", "CUSTOMER", null, null)).expect(201);
        second.put("/v1/users/una/suspension", "").expect(200);
        with(signed(key, claims("una", "bound").build()))
                .get("/v1/users/una/permissions")
                .expect(200);
        with(signed(key, claims("una", "second").build()))
                .get("/v1/users/una/permissions")
                .expect(401);
    }

    @Test
    void what_is_not_as_it_must_be_is_a_401() throws Exception {
        refused(signed(
                key, claims("gil", "free").issuer("https://evil.example.org").build()));
        refused(signed(key, claims("gil", "free").audience("another-service").build()));
        refused(signed(
                key,
                claims("gil", "free").expirationTime(ago(Duration.ofMinutes(5))).build()));
        refused(signed(
                key,
                claims("gil", "free").notBeforeTime(ago(Duration.ofMinutes(-5))).build()));
        refused(signed(key, claims("gil", "free").expirationTime(null).build()));
        refused(signed(otherKey, claims("gil", "free").build()));
        refused(new PlainJWT(claims("gil", "free").build()).serialize());
        refused(signed(key, claims("nobody", "free").build()));
        refused(signed(key, claims("@", "free").build()));
        refused(signed(key, claims(null, "free").build()));
        refused(signed(key, claims("gil", null).build()));
    }

    @Test
    void a_tenant_it_is_not_bound_to_is_a_401_though_the_principal_exists_there() throws Exception {
        refused(signed(key, claims("gil", "unbound").build()));
        refused(signed(key, claims("gil", "no-such-tenant").build()));
    }

    @Test
    void no_provider_speaks_for_operators() throws Exception {
        String operator = signed(key, claims("operator", "system").build());
        refused(operator);
        with(operator).get("/v1/operations/projections").expect(401);
        with(operator).get("/actuator/prometheus").expect(401);
        with(signed(key, claims("gil", "free").build()))
                .get("/actuator/prometheus")
                .expect(403);

        assertThatThrownBy(() -> server.secondNode(settings("system", "http://localhost:1")))
                .hasStackTraceContaining("no provider may speak for the system tenant");
    }

    @Test
    void where_a_provider_speaks_for_the_tenant_the_last_token_may_go() throws Exception {
        Client gil = with(signed(key, claims("gil", "free").build()));
        gil.post("/v1/tokens", "{\"principal\": \"gil\"}").expect(201);
        List<String> tokens = gil.get("/v1/tokens?principal=gil")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(token -> token.path("id").asString())
                .toList();
        assertThat(tokens).hasSize(2);
        tokens.forEach(token -> gil.delete("/v1/tokens/" + token).expect(200));

        // Whether the provider calls him so, nobody knows before he comes.
        link(gil, "gil", "auth0|gil").refused(409, "LAST_ADMINISTRATOR");
        gil.post("/v1/tokens", "{\"principal\": \"gil\"}").expect(201);
        link(gil, "gil", "auth0|gil").expect(200);
        with(signed(key, claims("auth0|gil", "free").build()))
                .delete("/v1/users/gil/identity")
                .expect(200);
    }

    /// His tokens are the only way in that he has, so that the last one stays.
    @Test
    void an_administrator_who_is_kept_here_alone_comes_in_by_token_only() throws Exception {
        bound.get("/v1/users/gil").expect(200);
        refused(signed(key, claims("gil", "bound").build()));
        bound.delete("/v1/tokens/" + bound.get("/v1/tokens?principal=gil").at("/items/0/id"))
                .refused(409, "LAST_ADMINISTRATOR");

        customer(bound, "leo", null);
        String leo = signed(key, claims("leo", "bound").build());
        with(leo).get("/v1/users/leo/permissions").expect(200);
        bound.put("/v1/users/leo/role", "{\"role\": \"GLOBAL_ADMINISTRATOR\"}").expect(200);
        with(leo).get("/v1/users/leo/permissions").expect(401);
    }

    @Test
    void who_was_linked_before_his_role_was_kept_here_alone_comes_in_no_more() throws Exception {
        Client kept = tenant("kept", "commerce-classic");
        kept.post("/v1/profiles", "{\"id\": \"any\", \"name\": \"Any\"}").expect(201);
        customer(kept, "cy", "auth0|cy");
        customer(kept, "dan", null);
        Client linked = with(signed(key, claims("auth0|cy", "kept").build()));
        Client named = with(signed(key, claims("dan", "kept").build()));
        linked.get("/v1/users/cy/permissions").expect(200);
        named.get("/v1/users/dan/permissions").expect(200);

        String type = """
                {"label": "Customer", "profilePolicy": "REQUIRED", "identityPolicy": "%s"}""";
        kept.put("/v1/catalog/role-types/CUSTOMER", type.formatted("LOCAL_ONLY"))
                .expect(200);

        linked.get("/v1/users/cy/permissions").expect(401);
        named.get("/v1/users/dan/permissions").expect(401);
        with(signed(key, claims("cy", "kept").build()))
                .get("/v1/users/cy/permissions")
                .expect(401);

        kept.put("/v1/catalog/role-types/CUSTOMER", type.formatted("ANY")).expect(200);
        linked.get("/v1/users/cy/permissions").expect(200);
        named.get("/v1/users/dan/permissions").expect(200);
    }

    @Test
    void a_service_and_a_page_do_not_come_in_by_a_provider() throws Exception {
        for (String kind : List.of("services", "pages")) {
            bound.post(
                            "/v1/" + kind,
                            "{\"id\": \"%1$s\", \"label\": \"L\", \"role\": \"CUSTOMER\", \"profile\": \"any\"}"
                                    .formatted(kind))
                    .expect(201);
            refused(signed(key, claims(kind, "bound").build()));
            link(bound, kind, "auth0|" + kind).refused(422, "FIELD_INVALID");
        }
    }

    @Test
    void who_is_suspended_is_a_401_with_the_next_request() throws Exception {
        Client gil = bound;
        gil.post("/v1/users", """
                {"id": "kim", "username": "kim@example.org", "firstName": "Kim", "lastName": "Example",
                 "role": "CUSTOMER", "profile": "any", "active": true}""").expect(201);
        String kim = signed(key, claims("kim", "bound").build());
        with(kim).get("/v1/users/kim/permissions").expect(200);
        gil.put("/v1/users/kim/suspension", "").expect(200);
        refused(kim);
    }

    @Test
    void who_is_linked_is_whom_the_provider_calls_so_and_nobody_else() throws Exception {
        Client gil = bound;
        customer(gil, "cy", "auth0|cy");
        customer(gil, "dan", null);
        String cy = signed(key, claims("auth0|cy", "bound").build());
        with(cy).get("/v1/users/cy/permissions").expect(200);
        // His id is not what the provider calls him, and the other tenant knows nobody of that name.
        refused(signed(key, claims("cy", "bound").build()));
        refused(signed(key, claims("auth0|CY", "bound").build()));
        refused(signed(key, claims("auth0|cy", "second").build()));

        // A link comes before an id, which nobody else is linked to while its user comes in by it.
        String dan = signed(key, claims("dan", "bound").build());
        with(dan).get("/v1/users/dan/permissions").expect(200);
        link(gil, "cy", "dan").refused(409, "IDENTITY_TAKEN");
        gil.post("/v1/users", user("eli", "CUSTOMER", null, "dan")).refused(409, "IDENTITY_TAKEN");
        with(dan).get("/v1/users/dan/permissions").expect(200);
        link(gil, "dan", "auth0|dan").expect(200);
        link(gil, "cy", "dan").expect(200);
        refused(cy);
        with(dan).get("/v1/users/cy/permissions").expect(200);
        with(dan).get("/v1/users/dan/permissions").expect(403);
        link(gil, "dan", "dan").refused(409, "IDENTITY_TAKEN");

        gil.delete("/v1/users/cy/identity").expect(200);
        refused(dan);
        gil.delete("/v1/users/dan/identity").expect(200);
        with(dan).get("/v1/users/dan/permissions").expect(200);
        with(signed(key, claims("cy", "bound").build()))
                .get("/v1/users/cy/permissions")
                .expect(200);
    }

    @Test
    void unlinking_and_ending_count_on_every_node_with_the_next_request() throws Exception {
        Client gil = bound;
        customer(gil, "eve", "auth0|eve");
        customer(gil, "fay", "auth0|fay");
        String eve = signed(key, claims("auth0|eve", "bound").build());
        String fay = signed(key, claims("auth0|fay", "bound").build());
        try (MandateServer other = server.secondNode(settings("bound,second,free,kept", keys()))) {
            Client there = with(eve).on(other.url());
            there.get("/v1/users/eve/permissions").expect(200);
            gil.delete("/v1/users/eve/identity").expect(200);
            there.get("/v1/users/eve/permissions").expect(401);
            link(gil, "eve", "auth0|eve").expect(200);
            there.get("/v1/users/eve/permissions").expect(200);

            customer(gil, "gus", null);
            Client named = with(signed(key, claims("gus", "bound").build())).on(other.url());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> named.get("/v1/users/gus/permissions").status() == 200);
            link(gil, "gus", "auth0|gus").expect(200);
            named.get("/v1/users/gus/permissions").expect(401);
            with(signed(key, claims("auth0|gus", "bound").build()))
                    .on(other.url())
                    .get("/v1/users/gus/permissions")
                    .expect(200);

            with(fay).on(other.url()).get("/v1/users/fay/permissions").expect(200);
            gil.ifMatch(gil.get("/v1/users/fay").expect(200).etag())
                    .delete("/v1/users/fay")
                    .expect(200);
            with(fay).on(other.url()).get("/v1/users/fay/permissions").expect(401);
        }
        gil.put("/v1/users/eve/suspension", "").expect(200);
        refused(eve);
        refused(fay);
    }

    @Test
    void who_may_less_links_nobody_who_may_more() throws Exception {
        Client gil = second;
        gil.post("/v1/profiles", """
                {"id": "desk", "name": "Desk", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "actions": ["view", "edit"]}]}""").expect(201);
        gil.post("/v1/profiles", """
                {"id": "payers", "name": "Payers", "changes": [
                  {"kind": "OverridePermission", "node": "pay-invoices/pad", "level": "FULL"}]}""").expect(201);
        gil.post("/v1/users", user("hal", "CUSTOMER", "desk", null)).expect(201);
        gil.post("/v1/users", user("ivo", "CUSTOMER", "payers", null)).expect(201);
        gil.post("/v1/users", user("jan", "CUSTOMER", "desk", null)).expect(201);
        Client hal = with(signed(key, claims("hal", "second").build()));
        link(hal, "ivo", "auth0|mine").refused(403, "PROFILE_ESCALATION");
        link(hal, "jan", "auth0|jan").expect(200);
    }

    private static Answer link(Client by, String user, String subject) {
        return by.put(
                "/v1/users/" + user + "/identity",
                "{\"provider\": \"%s\", \"subject\": \"%s\"}".formatted(ISSUER, subject));
    }

    private static void customer(Client by, String id, @Nullable String subject) {
        by.post("/v1/users", user(id, "CUSTOMER", null, subject)).expect(201);
    }

    private static String user(String id, String role, @Nullable String profile, @Nullable String subject) {
        String identity =
                subject == null ? "null" : "{\"provider\": \"%s\", \"subject\": \"%s\"}".formatted(ISSUER, subject);
        return """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "%2$s", "profile": "%3$s", "identity": %4$s, "active": true}""".formatted(id, role, profile == null ? "any" : profile, identity);
    }

    private static String keys() {
        return "http://localhost:" + provider.getAddress().getPort();
    }

    private static void refused(String token) {
        Answer answer = with(token).get("/v1/users/gil").expect(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    private static Client with(String token) {
        return new Client(server.url(), token, new Client.Seen());
    }

    private static JWTClaimsSet.Builder claims(String subject, String tenant) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("mandate")
                .subject(subject)
                .claim("tenant", tenant)
                .issueTime(ago(Duration.ofSeconds(10)))
                .expirationTime(ago(Duration.ofMinutes(-10)));
    }

    private static Date ago(Duration duration) {
        return Date.from(Instant.now().minus(duration));
    }

    private static String signed(RSAKey by, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private static String[] settings(String tenants, String keys) {
        String issuer = "--mandate.identity.issuers[0].";
        return new String[] {
            issuer + "issuer=" + ISSUER,
            issuer + "jwks-uri=" + keys + "/keys",
            issuer + "audience=mandate",
            issuer + "tenants=" + tenants,
            issuer + "tenant-claim=tenant"
        };
    }

    private static Client tenant(String id, String catalog) {
        String token = server.operator()
                .post("/v1/tenants", """
                {"id": "%s", "zone": "UTC", "label": "T", "catalog": "%s",
                 "firstAdministrator": {"id": "gil", "username": "gil@example.org",
                                        "firstName": "Gil", "lastName": "Example"}}""".formatted(id, catalog))
                .expect(201)
                .at("/secret");
        return with(token);
    }
}
