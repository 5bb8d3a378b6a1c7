package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Commerce: View and Edit, three record scopes, profiles tied to a role type.
class Scenario002Test {
    private static final String OWN_OR_ASSIGNED =
            "{\"kind\": \"ANY_OF\", \"parts\": [{\"kind\": \"CREATED_BY_ME\"}, {\"kind\": \"ASSIGNED_TO_ME\"}]}";

    @Test
    void scenario_002_1_the_record_scope_decides_which_invoices_may_be_edited() {
        Tenant tenant = seniors();
        tenant.may("sam", "edit", "commerce/invoices", "INV-1", "{\"creator\": \"sam\"}")
                .at("/decision", true);
        tenant.may("sam", "edit", "commerce/invoices", "INV-2", "{\"assignees\": [\"sam\"]}")
                .at("/decision", true);
        tenant.may("sam", "edit", "commerce/invoices", "INV-3", "{\"owner\": \"sam\"}")
                .at("/decision", true);
        tenant.may("sam", "edit", "commerce/invoices", "INV-4", "{\"creator\": \"kim\"}")
                .at("/decision", false)
                .at("/context/mandate/reason", "OUT_OF_RECORD_SCOPE");
        tenant.denies("sam", "edit", "commerce/invoices", "INV-5", "OUT_OF_RECORD_SCOPE");

        scope(tenant, "{\"kind\": \"CREATED_BY_ME\"}");
        tenant.may("sam", "edit", "commerce/invoices", "INV-2", "{\"assignees\": [\"sam\"]}")
                .at("/decision", false);
        tenant.may("sam", "edit", "commerce/invoices", "INV-3", "{\"owner\": \"sam\"}")
                .at("/decision", false);

        scope(tenant, "{\"kind\": \"ALL\"}");
        tenant.allows("sam", "edit", "commerce/invoices", "INV-5");
    }

    @Test
    void scenario_002_2_the_dashboard_can_only_be_viewed_and_has_no_records() {
        Tenant tenant = seniors();
        tenant.admin()
                .put("/v1/profiles/csr-senior/permissions/home/dashboard", "{\"level\": \"EDIT\"}")
                .refused(422, "LEVEL_UNKNOWN")
                .at("/detail", "\"Edit\" is not available for Dashboard. Choose View.")
                .at("/parameters/node", "home/dashboard")
                .at("/parameters/level", "EDIT")
                .at("/parameters/levels/0", "VIEW");
        tenant.admin()
                .put("/v1/profiles/csr-senior/scope/home/dashboard", "{\"scope\": {\"kind\": \"ALL\"}}")
                .refused(422, "SCOPE_NOT_APPLICABLE")
                .at("/detail", "Record access does not apply to Dashboard.");
        tenant.admin()
                .put("/v1/profiles/csr-senior/permissions/home/dashboard", "{\"level\": \"SOME\"}")
                .refused(422, "LEVEL_UNKNOWN")
                .at("/detail", "\"SOME\" is not available for Dashboard. Choose View.");
    }

    @Test
    void scenario_002_4_a_profile_is_for_the_users_of_its_role_type() {
        Tenant tenant = seniors();
        tenant.admin().post("/v1/profiles", """
                {"id": "managed", "name": "Managed customer", "roleType": "CUSTOMER"}""").expect(201);
        user(tenant, "eve", "CUSTOMER", "managed");
        tenant.admin()
                .put("/v1/users/eve/profile", "{\"profile\": \"csr-senior\"}")
                .refused(409, "ROLE_TYPE_MISMATCH");
        Answer profile = tenant.admin().get("/v1/profiles/csr-senior").expect(200);
        tenant.admin()
                .ifMatch(profile.etag())
                .patch("/v1/profiles/csr-senior", """
                        {"changes": [{"kind": "ChangeRoleType", "roleType": "CUSTOMER"}]}""")
                .refused(409, "ROLE_TYPE_IN_USE")
                .at("/detail", "1 user of this profile is not of type Customer: sam Example.")
                .at("/parameters/count", 1)
                .at("/parameters/users/0", "sam Example")
                .at("/parameters/userIds/0", "sam");
    }

    @Test
    void scenario_002_5_a_managed_customer_pays_invoices_but_changes_no_plan() {
        Tenant tenant = seniors();
        tenant.admin().post("/v1/profiles", """
                {"id": "managed", "name": "Managed customer", "roleType": "CUSTOMER", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/subscriptions", "level": "VIEW"},
                  {"kind": "OverridePermission", "node": "commerce/invoices", "actions": ["view", "pay"]}]}""").expect(201);
        user(tenant, "eve", "CUSTOMER", "managed");
        tenant.allows("eve", "pay", "commerce/invoices", "INV-1");
        tenant.denies("eve", "edit", "commerce/subscriptions", "SUB-1", "ACTION_NOT_GRANTED");
    }

    @Test
    void scenario_002_7_the_list_counts_users_and_sums_permissions_up() {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("junior", "CSR Junior", """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/orders", "level": "VIEW"},
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "VIEW"},
                  {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": %s}]""".formatted(OWN_OR_ASSIGNED));
        List.of("kim", "lee", "max", "ned").forEach(id -> tenant.person(id, "CSR", "junior"));
        tenant.admin().put("/v1/users/ned/suspension", "{}").expect(200);

        tenant.admin()
                .get("/v1/profiles?text=junior&count=true")
                .expect(200)
                .at("/count", 1)
                .at("/items/0/roleType", "CSR")
                .at("/items/0/users/total", 4)
                .at("/items/0/users/active", 3)
                .at("/items/0/users/suspended", 1)
                .at("/items/0/summary", "Orders: View; Invoices: View (own)");
    }

    @Test
    void scenario_002_8_without_a_record_the_answer_is_conditional_and_names_the_scope() {
        Tenant tenant = seniors();
        Answer answer = tenant.may("sam", "edit", "commerce/invoices", "*");
        answer.at("/decision", true).at("/context/mandate/conditional", true);
        assertThat(answer.at("/context/mandate/scope/kind")).isEqualTo("ANY_OF");
        tenant.service().post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "sam"}, "action": {"name": "edit"},
                 "resource": {"type": "invoice", "id": "*"}}""").expect(200).at("/decision", false);

        JsonNode invoices = fiveInvoices(tenant);
        assertThat(invoices.valueStream()
                        .filter(invoice -> reaches(answer.json().at("/context/mandate/scope"), "sam", invoice))
                        .map(invoice -> invoice.path("id").asString()))
                .containsExactly("INV-1", "INV-2", "INV-3");
        for (JsonNode invoice : invoices) {
            String id = invoice.path("id").asString();
            tenant.may("sam", "edit", "commerce/invoices", id).at("/decision", id.compareTo("INV-3") <= 0);
        }
    }

    /// Created by Sam, assigned to him, owned by him; the other two are Kim's and nobody's.
    private static JsonNode fiveInvoices(Tenant tenant) {
        user(tenant, "kim", "CSR", "csr-senior");
        String[] facts = {
            ", \"creator\": \"sam\"", ", \"assignees\": [\"sam\"]", ", \"owner\": \"sam\"", ", \"creator\": \"kim\"", ""
        };
        for (int i = 0; i < facts.length; i++) {
            tenant.admin()
                    .post(
                            "/v1/records",
                            "{\"resource\": \"commerce/invoices\", \"id\": \"INV-%d\"%s}".formatted(i + 1, facts[i]))
                    .expect(201);
        }
        JsonNode invoices = tenant.admin()
                .get("/v1/records?resource=commerce/invoices")
                .expect(200)
                .json()
                .path("items");
        assertThat(invoices.size()).isEqualTo(5);
        return invoices;
    }

    /// What a product makes of the scope in the answer when it lists its own rows.
    private static boolean reaches(JsonNode scope, String me, JsonNode invoice) {
        return switch (scope.path("kind").asString()) {
            case "ANY_OF" -> scope.path("parts").valueStream().anyMatch(part -> reaches(part, me, invoice));
            case "CREATED_BY_ME" -> invoice.path("creator").asString("").equals(me);
            case "ASSIGNED_TO_ME" ->
                invoice.path("owner").asString("").equals(me)
                        || invoice.path("assignees")
                                .valueStream()
                                .anyMatch(assignee -> assignee.asString().equals(me));
            default -> throw new AssertionError("no such scope was given: " + scope);
        };
    }

    @Test
    void a_single_answer_names_the_event_that_decided_without_explaining_itself() {
        Tenant tenant = seniors();
        String given = tenant.admin()
                .put("/v1/profiles/csr-senior/permissions/commerce/orders", "{\"level\": \"VIEW\"}")
                .position();
        String question = """
                {"subject": {"type": "user", "id": "sam"}, "action": {"name": "view"},
                 "resource": {"type": "commerce/orders", "id": "*"}%s}""";
        tenant.service()
                .post("/access/v1/evaluation", question.formatted(""))
                .at("/decision", true)
                .at("/context/mandate/event", given)
                .at("/context/mandate/because", "");
        String suspended = tenant.admin().put("/v1/users/sam/suspension", "{}").position();
        tenant.service()
                .post("/access/v1/evaluation", question.formatted(""))
                .at("/decision", false)
                .at("/context/mandate/event", suspended);
        tenant.service()
                .post("/access/v1/evaluations", question.formatted(", \"evaluations\": [{}, {}]"))
                .at("/evaluations/0/context", "");
    }

    /// A tenant in which Sam has "CSR Senior": invoices may be edited, the own and the assigned ones.
    private static Tenant seniors() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", """
                {"id": "csr-senior", "name": "CSR Senior", "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]}""").expect(201);
        scope(tenant, OWN_OR_ASSIGNED);
        user(tenant, "sam", "CSR", "csr-senior");
        return tenant;
    }

    private static void user(Tenant tenant, String id, String role, String profile) {
        tenant.admin().post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "%2$s", "profile": "%3$s", "active": true}""".formatted(id, role, profile)).expect(201);
    }

    private static void scope(Tenant tenant, String scope) {
        tenant.admin()
                .put("/v1/profiles/csr-senior/scope/commerce/invoices", "{\"scope\": " + scope + "}")
                .expect(200);
    }
}
