package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever is refused, and wherever, is said in the words of the catalog by which the caller lives.
class RefusalWordsTest {
    private static final Tenant TENANT = Tenant.of("commerce");
    private static final Tenant OTHER = Tenant.of("commerce");

    @BeforeAll
    static void people() {
        for (Tenant tenant : new Tenant[] {TENANT, OTHER}) {
            tenant.profile("juniors", "Juniors", "\"roleType\": \"CSR\"")
                    .profile("buyers", "Buyers", "\"roleType\": \"CUSTOMER\"")
                    .person("jo", "CSR", "juniors")
                    .person("cy", "CUSTOMER", "buyers");
        }
        TENANT.admin().put("/v1/catalog/nodes/administration/users", """
                        {"label": "Our people", "actions": ["view", "create", "edit", "assign", "suspend", "delete"],
                         "recordBased": true}""").expect(200);
    }

    @Test
    void reads_and_changes_say_what_the_own_catalog_calls_things_now() {
        Client jo = TENANT.as("jo");
        jo.get("/v1/users")
                .refused(403, "NOT_PERMITTED")
                .at("/detail", "You need \"View\" on Our people.")
                .at("/parameters/action", "view")
                .at("/parameters/resource", "administration/users");
        jo.get("/v1/users/gil/permissions")
                .refused(403, "NOT_PERMITTED")
                .at("/detail", "You need \"View\" on Our people.");
        jo.put("/v1/users/gil/suspension", "{}")
                .refused(403, "NOT_PERMITTED")
                .at("/detail", "You need \"Suspend\" on Our people.");
        jo.post("/v1/jobs?kind=assign-users", "{}")
                .refused(403, "NOT_PERMITTED")
                .at("/detail", "You need \"Assign\" on Our people.");
        OTHER.as("jo").get("/v1/users").refused(403, "NOT_PERMITTED").at("/detail", "You need \"View\" on Users.");
    }

    @Test
    void what_is_only_tried_or_asked_is_refused_in_words_too() {
        TENANT.admin()
                .post("/v1/profiles/juniors/preview", """
                        {"changes": [{"kind": "OverridePermission", "node": "home/dashboard", "level": "EDIT"}]}""")
                .refused(422, "LEVEL_UNKNOWN")
                .at("/detail", "\"Edit\" is not available for Dashboard. Choose View.")
                .at("/parameters/levels/0", "VIEW");
        TENANT.admin()
                .get("/v1/records/commerce/invoices?id=none")
                .refused(404, "RECORD_NOT_FOUND")
                .at("/detail", "There is no registered record \"none\" of Invoices.")
                .at("/parameters/resource", "commerce/invoices");
        Past.of(OTHER)
                .could("edit", "home/dashboard", "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z")
                .refused(422, "ACTION_NOT_SUPPORTED")
                .at("/detail", "Dashboard does not support Edit. It supports View.")
                .at("/parameters/supported/0", "view");
    }

    @Test
    void each_of_many_is_refused_in_words_also_when_it_is_sent_again() {
        Client again = TENANT.admin().with("Idempotency-Key", "many");
        String users = "{\"users\": [\"jo\", \"cy\"]}";
        Answer first = again.post("/v1/profiles/juniors/users", users).expect(200);
        first.at("/results/1/problem/code", "ROLE_TYPE_MISMATCH")
                .at("/results/1/problem/detail", "\"Juniors\" is for CSR users; Cy Example is of type Customer.")
                .at("/results/1/problem/parameters/userRoleType", "CUSTOMER");
        assertThat(again.post("/v1/profiles/juniors/users", users).expect(200).json())
                .isEqualTo(first.json());
    }

    @Test
    void results_of_jobs_are_told_in_words() {
        Answer sent = TENANT.admin()
                .with("Content-Type", "application/x-ndjson")
                .post("/v1/jobs?kind=register-records", "{\"resource\": \"home/dashboard\", \"id\": \"x\"}\n")
                .expect(202);
        String job = sent.header("Location");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> TENANT.admin().get(job).at("/state").equals("DONE"));
        TENANT.admin()
                .get(job + "/results")
                .expect(200)
                .at("/problem/detail", "Record access does not apply to Dashboard.")
                .at("/problem/parameters/node", "home/dashboard");
    }

    /// Operators call other things by the same keys: `administration/users` are the operators in their catalog.
    @Test
    void operators_are_told_the_keys_of_another_tenant_and_neither_its_words_nor_theirs() {
        Answer refused = MandateServer.shared()
                .operator()
                .put(
                        "/v1/tenants/" + TENANT.id() + "/availability",
                        "{\"modules\": {\"administration\": \"UNAVAILABLE\"}}")
                .refused(409, "LAST_ADMINISTRATOR");
        assertThat(refused.at("/detail"))
                .contains("administration/profiles: edit view, administration/users: assign edit view")
                .doesNotContain("Our people", "Operators");
    }
}
