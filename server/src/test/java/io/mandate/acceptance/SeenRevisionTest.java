package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// Whatever changes a thing that is there already takes the revision that its caller has seen, and never ignores it.
class SeenRevisionTest {
    /// They begin something, go to many things at once, or change nothing of a tenant.
    private static final Set<String> OF_NO_ONE_THING = Set.of(
            "POST /v1/profiles",
            "POST /v1/profiles/{profile}/clone",
            "POST /v1/profiles/{profile}/users",
            "POST /v1/users",
            "POST /v1/services",
            "POST /v1/pages",
            "POST /v1/tokens",
            "POST /v1/jobs",
            "POST /v1/masks",
            "POST /v1/replays",
            "POST /v1/tenants",
            "POST /v1/operations/master-key/activation",
            // They name a commit, and look at what came since.
            "POST /v1/history/commits/{position}/revert",
            "POST /v1/history/commits/{position}/redaction",
            "POST /v1/tenants/{tenant}/commits/{position}/revert",
            // Their bodies are no good catalogs, which is judged first.
            "PUT /v1/catalog",
            "PUT /v1/catalog/settings/{*setting}",
            // Its body names the tenant once more, which is judged first.
            "POST /v1/tenants/{tenant}/offboarding");

    private static final Tenant TENANT = Tenant.of("commerce");
    private static String token = "";

    @BeforeAll
    static void somethingToChange() {
        TENANT.profile("p", "P", "\"roleType\": \"CSR\"").person("sam", "CSR", "p");
        TENANT.admin()
                .post("/v1/records", "{\"resource\": \"commerce/invoices\", \"id\": \"INV-1\"}")
                .expect(201);
        token = TENANT.admin().get("/v1/tokens?principal=asker").expect(200).at("/items/0/id");
    }

    static Stream<WriteEndpoint> changes() {
        return WriteEndpoint.all().filter(endpoint -> !OF_NO_ONE_THING.contains(endpoint.pattern()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_changed_since_it_was_seen_is_refused(WriteEndpoint endpoint) {
        send(endpoint, "\"0\"").refused(409, "STALE_REVISION");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_is_no_revision_is_not_understood(WriteEndpoint endpoint) {
        Answer answer = send(endpoint, "W/\"7\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("If-Match");
    }

    /// Something else that changed in the meantime does not make a record stale, and its own change does.
    @Test
    void a_record_has_a_revision_of_its_own() {
        String path = "/v1/records/commerce/invoices?id=INV-2";
        Answer registered = TENANT.admin()
                .post("/v1/records", "{\"resource\": \"commerce/invoices\", \"id\": \"INV-2\"}")
                .expect(201);
        String seen = "\"" + registered.at("/revision") + "\"";
        TENANT.profile("meanwhile", "Meanwhile", "\"roleType\": \"CSR\"");
        Client who = TENANT.admin().with("If-Match", seen);
        who.put(path, "{\"owner\": \"sam\"}").expect(200);
        who.put(path, "{\"owner\": \"gil\"}").refused(409, "STALE_REVISION");
        who.delete(path).refused(409, "STALE_REVISION");
        String read = TENANT.admin()
                .get("/v1/records?resource=commerce/invoices&record=INV-2")
                .expect(200)
                .at("/revision");
        TENANT.admin().with("If-Match", "\"" + read + "\"").delete(path).expect(200);
    }

    /// Its policies are another thing, and changed when the tenant was registered: after the catalog.
    @Test
    void a_catalog_is_replaced_as_long_as_it_is_the_one_that_was_seen() {
        Client gil = Tenant.of("commerce").admin();
        Answer read = gil.get("/v1/catalog").expect(200);
        Client who = gil.ifMatch(read.etag());
        String renamed = named(read, "Shop");
        String again = who.put("/v1/catalog", renamed).expect(200).etag();
        who.put("/v1/catalog", named(read, "Market")).refused(409, "STALE_REVISION");
        gil.ifMatch(again).put("/v1/catalog", named(read, "Market")).expect(200);
    }

    private static String named(Answer catalog, String label) {
        ObjectNode document = (ObjectNode) catalog.json();
        ((ObjectNode) document.at("/modules/0")).put("label", label);
        return document.toString();
    }

    private static Answer send(WriteEndpoint endpoint, String tag) {
        boolean operators = endpoint.path().startsWith("/v1/tenants");
        Client client = operators ? MandateServer.shared().operator() : TENANT.admin();
        String path = endpoint.path(TENANT, token);
        return client.with("If-Match", tag).send(endpoint.method(), path, BodyPublishers.ofString(endpoint.body()));
    }
}
