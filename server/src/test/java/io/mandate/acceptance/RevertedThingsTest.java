package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies, quotas, records, and what is said of users, taken back.
class RevertedThingsTest {
    private Tenant tenant;

    @BeforeEach
    void aTenantWithSam() {
        tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"")
                .profile("buyers", "Buyers", "\"roleType\": \"CUSTOMER\"")
                .person("sam", "CSR", "clerks");
    }

    @Test
    void a_policy_takes_its_value_of_before() {
        String changed = tenant.admin()
                .put("/v1/catalog/policies/reason.required", "{\"value\": \"true\"}")
                .expect(200)
                .position();
        tenant.admin()
                .post("/v1/profiles", "{\"name\": \"Silent\", \"roleType\": \"CSR\"}")
                .refused(422, "REASON_REQUIRED");
        revert(changed).refused(422, "REASON_REQUIRED");
        tenant.admin()
                .because("nobody writes them")
                .post("/v1/history/commits/" + changed + "/revert", "")
                .expect(200);
        tenant.admin()
                .post("/v1/profiles", "{\"name\": \"Silent\", \"roleType\": \"CSR\"}")
                .expect(201);
    }

    @Test
    void a_role_goes_back_together_with_the_profile_that_fits_it() {
        String moved = tenant.admin()
                .put("/v1/users/sam/role", "{\"role\": \"CUSTOMER\", \"profile\": \"buyers\"}")
                .expect(200)
                .position();
        sam().at("/role", "CUSTOMER").at("/profile/id", "buyers");
        revert(moved).expect(200);
        sam().at("/role", "CSR").at("/profile/id", "clerks");
    }

    @Test
    void a_role_that_the_old_profile_does_not_fit_any_more_stays() {
        String moved = tenant.admin()
                .put("/v1/users/sam/role", "{\"role\": \"CUSTOMER\", \"profile\": \"buyers\"}")
                .expect(200)
                .position();
        Answer clerks = tenant.admin().get("/v1/profiles/clerks").expect(200);
        tenant.admin().ifMatch(clerks.etag()).delete("/v1/profiles/clerks").expect(200);
        revert(moved).refused(404, "PROFILE_NOT_FOUND");
        sam().at("/role", "CUSTOMER").at("/profile/id", "buyers");
    }

    @Test
    void an_identity_is_unlinked_linked_again_and_linked_as_before() {
        String first = link("one");
        String second = link("two");
        revert(second).expect(200);
        sam().at("/identity/subject", "one");
        revert(first).refused(409, "REVERT_CONFLICT").at("/parameters/count", 4);
        String gone =
                tenant.admin().delete("/v1/users/sam/identity").expect(200).position();
        assertThat(sam().json().has("identity")).isFalse();
        revert(gone).expect(200);
        sam().at("/identity/provider", "idp").at("/identity/subject", "one");
    }

    @Test
    void the_first_identity_is_unlinked() {
        String first = link("one");
        revert(first).expect(200);
        assertThat(sam().json().has("identity")).isFalse();
    }

    @Test
    void a_username_is_had_again_unless_somebody_else_has_it_now() {
        String renamed = rename("sam", "samuel@example.org");
        revert(renamed).expect(200);
        sam().at("/username", "sam@example.org");

        String again = rename("sam", "samuel@example.org");
        tenant.person("sam-2", "CSR", "clerks");
        rename("sam-2", "sam@example.org");
        revert(again).refused(409, "USERNAME_TAKEN");
        sam().at("/username", "samuel@example.org");
    }

    @Test
    void what_was_said_of_users_and_records_is_shown_as_before() {
        Client admin = tenant.admin();
        admin.put("/v1/catalog/role-types/GUEST", "{\"label\": \"Guest\", \"profilePolicy\": \"OPTIONAL\"}")
                .expect(200);
        admin.put("/v1/catalog/roles/GUEST", "{\"label\": \"Guest\", \"roleType\": \"GUEST\"}")
                .expect(200);
        tenant.profile("guests", "Guests", "\"roleType\": \"GUEST\"")
                .person("kim", "CSR", "clerks")
                .person("lou", "GUEST", "guests");
        // Changed before, so that what comes back is not what there was at the beginning.
        manager("kim").expect(200);
        attributes("{\"accountNumber\": \"one\", \"phone\": \"111\"}").expect(200);
        String record = "/v1/records/commerce/invoices?id=INV-1";
        admin.post("/v1/records", "{\"resource\": \"commerce/invoices\", \"id\": \"INV-1\", \"creator\": \"sam\"}")
                .expect(201);
        admin.put(record, "{\"creator\": \"sam\", \"owner\": \"kim\"}").expect(200);

        thereAndBack("/v1/users/sam", () -> manager("lou"));
        thereAndBack("/v1/users/sam", () -> admin.delete("/v1/users/sam/manager"));
        thereAndBack("/v1/users/sam", () -> attributes("{\"accountNumber\": \"two\", \"phone\": \"222\"}"));
        thereAndBack("/v1/users/lou", () -> attributesOf("lou", "{\"accountNumber\": \"new\"}"));
        thereAndBack("/v1/users/lou", () -> admin.delete("/v1/users/lou/profile"));
        admin.put("/v1/users/sam/suspension", "{}").expect(200);
        thereAndBack("/v1/users/sam", () -> admin.delete("/v1/users/sam/suspension"));
        thereAndBack(record, () -> admin.put(record, "{\"creator\": \"sam\", \"owner\": \"lou\"}"));
        thereAndBack(record, () -> admin.delete(record));
    }

    private void thereAndBack(String path, Supplier<Answer> change) {
        JsonNode before = shown(path);
        Answer changed = change.get().expect(200);
        assertThat(shown(path)).as(changed.request()).isNotEqualTo(before);
        revert(changed.position()).expect(200);
        assertThat(shown(path)).as(changed.request()).isEqualTo(before);
    }

    /// What is shown, but not since when.
    private JsonNode shown(String path) {
        ObjectNode shown = (ObjectNode) tenant.admin().get(path).json();
        return shown.remove(List.of("revision", "registeredAt", "changedAt", "changedBy"));
    }

    private Answer manager(String manager) {
        return tenant.admin().put("/v1/users/sam/manager", "{\"manager\": \"" + manager + "\"}");
    }

    private Answer attributes(String attributes) {
        return attributesOf("sam", attributes);
    }

    private Answer attributesOf(String user, String attributes) {
        Answer seen = tenant.admin().get("/v1/users/" + user).expect(200);
        return tenant.admin().ifMatch(seen.etag()).patch("/v1/users/" + user, "{\"attributes\": " + attributes + "}");
    }

    @Test
    void operators_take_back_a_quota_to_its_limit_and_mode_of_before() {
        Tenant feedback = Tenant.of("feedback");
        quota(feedback, "{\"tier\": \"USER\", \"limit\": 7, \"mode\": \"HARD\"}");
        String changed = quota(feedback, "{\"tier\": \"USER\", \"limit\": 9, \"mode\": \"SOFT\"}");
        Client operator = MandateServer.shared().operator();
        String path = "/v1/tenants/" + feedback.id() + "/commits/" + changed + "/revert";
        feedback.admin().post(path, "").refused(403, "NOT_PERMITTED");
        feedback.admin()
                .post("/v1/history/commits/" + changed + "/revert", "")
                .refused(403, "NOT_PERMITTED")
                .at("/parameters/decisionReason", "OPERATORS_ONLY");

        String reverted = operator.post(path, "").expect(200).position();

        assertThat(tier(feedback, reverted)).contains("\"limit\":7").contains("\"mode\":\"HARD\"");
        operator.post(path, "").refused(409, "REVERT_CONFLICT");
    }

    private static String quota(Tenant tenant, String quota) {
        return MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/quotas", "{\"quotas\": [" + quota + "]}")
                .expect(200)
                .position();
    }

    private static String tier(Tenant tenant, String position) {
        return tenant.admin()
                .with("Mandate-Min-Position", position)
                .get("/v1/licence")
                .expect(200)
                .json()
                .path("tiers")
                .valueStream()
                .filter(tier -> tier.path("tier").asString("").equals("USER"))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private String link(String subject) {
        return tenant.admin()
                .put("/v1/users/sam/identity", "{\"provider\": \"idp\", \"subject\": \"" + subject + "\"}")
                .expect(200)
                .position();
    }

    private String rename(String user, String username) {
        Answer seen = tenant.admin().get("/v1/users/" + user).expect(200);
        return tenant.admin()
                .ifMatch(seen.etag())
                .patch("/v1/users/" + user, "{\"username\": \"" + username + "\"}")
                .expect(200)
                .position();
    }

    private Answer sam() {
        return tenant.admin().get("/v1/users/sam").expect(200);
    }

    private Answer revert(String position) {
        return tenant.admin().post("/v1/history/commits/" + position + "/revert", "");
    }
}
