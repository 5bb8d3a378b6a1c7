package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The read models are thrown away, and the product makes them again from the log. On a server of its own, because the
/// models of all tenants go.
class RebuildScenariosTest {
    private static MandateServer server;
    private static ReadModels models;

    @BeforeAll
    static void start() {
        server = MandateServer.start();
        models = ReadModels.of(server.database());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void x_2_read_models_that_were_dropped_come_back_as_they_were_and_no_event_is_added() {
        Tenant tenant = busy("commerce");
        busy("contact-center");
        Map<String, String> answers = answers(tenant);
        Map<String, List<String>> rows = models.rows();
        long events = models.events();
        assertThat(rows).isNotEmpty();
        assertThat(rows.get("profile_list")).isNotEmpty();

        models.drop();
        awaitModels();

        assertThat(models.rows()).isEqualTo(rows);
        assertThat(answers(tenant)).isEqualTo(answers);
        assertThat(models.events()).isEqualTo(events);
    }

    @Test
    void x_5_decisions_are_there_and_right_while_there_are_no_read_models() throws SQLException {
        Tenant tenant = busy("commerce");
        try (Connection rebuilding = server.database().owner().getConnection()) {
            models.remake(rebuilding);

            Answer list = tenant.admin().get("/v1/profiles").expect(503);
            assertThat(list.header("Retry-After")).isNotEmpty();
            tenant.allows("sam", "view", "commerce/orders", "O-1");
            Answer suspended =
                    tenant.admin().put("/v1/users/sam/suspension", "{}").expect(200);
            Answer denied = tenant.denies("sam", "view", "commerce/orders", "O-1", "USER_SUSPENDED");
            assertThat(denied.position()).isEqualTo(suspended.position());

            rebuilding.commit();
        }
        awaitModels();
        tenant.admin().get("/v1/users/sam").expect(200).at("/status", "SUSPENDED");
    }

    @Test
    void scenario_004_8_of_a_deleted_user_nothing_personal_is_left_also_after_a_rebuild() {
        Past past = editedByAna();
        Tenant tenant = past.tenant();
        Client ana = tenant.as("ana");
        tenant.denies("ana", "view", "pilot/my-overview", "*", "NODE_NOT_ENABLED");
        String revision = tenant.admin()
                .get("/v1/users/ana")
                .at("/name", "Quetzalina Xylander")
                .etag();
        assertThat(models.places("Quetzalina")).containsOnly("person");
        JsonNode could = couldEdit(past, "Quetzalina Xylander");

        tenant.admin().ifMatch(revision).delete("/v1/users/ana").expect(200);

        unreadable(tenant);
        ana.post("/access/v1/evaluation", "{}").expect(401);
        tenant.denies("ana", "view", "pilot/my-overview", "*", "USER_DELETED");
        assertThat(couldEdit(past, "erased user ana")).isEqualTo(could);

        models.drop();
        awaitModels();

        unreadable(tenant);
        assertThat(couldEdit(past, "erased user ana")).isEqualTo(could);
        assertThat(tenant.trail("subject=user:ana&type=ASSIGNED"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("subject").path("id").asString()).isEqualTo("ana");
                    assertThat(row.path("subject").path("name").asString()).isEqualTo("erased user ana");
                    assertThat(row.path("to").asString()).isEqualTo("Store");
                });
    }

    /// On 3 March somebody could who is Ana; whom the auditor asks about is nobody else.
    private static Past editedByAna() {
        try (TestClock _ = server.dated("2026-03-01T09:00:00Z")) {
            Tenant tenant = Tenant.of("feedback", server);
            tenant.profile("store", "Store", "\"associatedRole\": \"SITE_MANAGEMENT\"")
                    .override("store", "administration/users", "MANAGE");
            String home = "\"role\": \"SITE_MANAGEMENT\", \"profile\": \"store\", \"active\": true";
            tenant.admin().post("/v1/users", """
                            {"id": "ana", "username": "quetzal@example.org", "firstName": "Quetzalina",
                             "lastName": "Xylander", "email": "xylander@example.org", %s}""".formatted(home)).expect(201);
            tenant.profile("auditors", "Auditors", """
                            "associatedRole": "NOT_DEFINED", "changes": [
                              {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]""").person("nora", "NOT_DEFINED", "auditors");
            return new Past(tenant, tenant.as("nora"));
        }
    }

    /// When Ana could edit users on 3 March, and who made it so, under the name that she has by now.
    private static JsonNode couldEdit(Past past, String name) {
        Answer report = past.could("edit", "administration/users", "count=true&from=2026-03-03&to=2026-03-04");
        JsonNode ana = Past.row(report, "ana");
        assertThat(ana.at("/user/name").asString()).isEqualTo(name);
        assertThat(report.at("/count")).as("Gil and Ana").isEqualTo("2");
        assertThat(ana.path("intervals")).hasSize(1);
        return ana.path("intervals");
    }

    private static void unreadable(Tenant tenant) {
        tenant.admin().get("/v1/users/ana").refused(410, "USER_DELETED");
        for (String name : List.of("Quetzal", "quetzal", "Xylander", "xylander")) {
            for (String path : List.of(
                    "/v1/users",
                    "/v1/profiles/store/users",
                    "/v1/audit?limit=500",
                    "/v1/audit?format=csv",
                    "/v1/journal")) {
                assertThat(tenant.admin().get(path).expect(200).text()).doesNotContain(name);
            }
            assertThat(models.places(name)).as("tables with %s", name).isEmpty();
        }
    }

    private static void awaitModels() {
        await().atMost(Duration.ofSeconds(30)).until(models::there);
    }

    /// A tenant in which most kinds of things have happened.
    private static Tenant busy(String catalog) {
        Tenant tenant = Tenant.of(catalog, server);
        boolean commerce = catalog.equals("commerce");
        String node = commerce ? "commerce/orders" : "staff/teams";
        String role = commerce ? "CSR" : "USER";
        tenant.profile("p", "P", commerce ? "\"roleType\": \"CSR\"" : "\"defaultActions\": [\"view\"]")
                .profile("q", "Q", commerce ? "\"roleType\": \"CSR\"" : "\"defaultActions\": []")
                .override("p", node, commerce ? "VIEW" : "R")
                .override("p", node, commerce ? "EDIT" : "RE")
                .person("sam", role, "p")
                .person("kim", role, "q")
                .person("lee", role, "q");
        tenant.admin().put("/v1/users/kim/profile", "{\"profile\": \"p\"}").expect(200);
        tenant.admin().put("/v1/users/kim/suspension", "{\"reason\": \"away\"}").expect(200);
        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/users/lee").etag())
                .delete("/v1/users/lee")
                .expect(200);
        tenant.admin().ifMatch("\"1\"").delete("/v1/profiles/q").expect(200);
        tenant.admin()
                .post("/v1/records", "{\"resource\": \"%s\", \"id\": \"R-1\"}".formatted(node))
                .expect(201);
        return tenant;
    }

    private static Map<String, String> answers(Tenant tenant) {
        Map<String, String> answers = new TreeMap<>();
        for (String path : List.of(
                "/v1/profiles",
                "/v1/profiles/p",
                "/v1/profiles/p/users",
                "/v1/profiles/p/revisions",
                "/v1/users",
                "/v1/users/sam",
                "/v1/services",
                "/v1/tokens",
                "/v1/licence",
                "/v1/records?resource=commerce/orders",
                "/v1/audit?limit=500",
                "/v1/audit?format=csv")) {
            Answer answer = tenant.admin().get(path).expect(200);
            answers.put(path, answer.position() + " " + answer.text());
        }
        return answers;
    }
}
