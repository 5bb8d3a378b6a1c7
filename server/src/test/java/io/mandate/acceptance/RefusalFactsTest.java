package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A refusal says with which facts, so that a form can mark the field and a person knows whom to ask; and nothing that
/// the caller may not see.
class RefusalFactsTest {
    private static final Tenant TENANT = Tenant.of("commerce");

    @BeforeAll
    static void people() {
        TENANT.admin().put("/v1/catalog/nodes/administration/profiles", """
                        {"label": "Profiles", "actions": ["view", "create", "edit", "delete"], "recordBased": true}""").expect(200);
        TENANT.profile("partners", "Partners", """
                "roleType": "PARTNER", "code": "PARTNER\"""")
                .profile("billing", "Billing", """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
                  {"kind": "OverridePermission", "node": "commerce/orders", "level": "VIEW"}]""")
                .profile("leads", "Leads", """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "actions": ["view", "assign"]},
                  {"kind": "OverridePermission", "node": "administration/profiles", "actions": ["view", "edit"]},
                  {"kind": "SetRecordScope", "node": "administration/profiles",
                   "scope": {"kind": "ATTRIBUTE", "name": "roleType", "values": ["CSR"]}}]""");
        TENANT.person("lea", "CSR", "leads").person("sam", "CSR", "billing").person("kim", "CSR", "leads");
    }

    @Test
    void a_code_that_is_taken_is_told_with_its_profile_to_who_sees_all_of_them() {
        String change = "{\"changes\": [{\"kind\": \"ChangeCode\", \"code\": \"PARTNER\"}]}";
        Answer told = TENANT.admin()
                .ifMatch(TENANT.admin().get("/v1/profiles/billing").etag())
                .patch("/v1/profiles/billing", change)
                .refused(409, "PROFILE_CODE_TAKEN");
        told.at("/parameters/profile", "partners").at("/parameters/holder", "Partners");
        assertThat(told.at("/detail"))
                .isEqualTo("The code \"PARTNER\" is already used by another profile: \"Partners\".");

        Answer some = TENANT.as("lea")
                .ifMatch(TENANT.admin().get("/v1/profiles/billing").etag())
                .patch("/v1/profiles/billing", change)
                .refused(409, "PROFILE_CODE_TAKEN");
        assertThat(some.at("/detail")).isEqualTo("The code \"PARTNER\" is already used by another profile.");
        assertThat(some.text()).doesNotContain("Partners", "partners");
    }

    @Test
    void case_does_not_tell_two_codes_apart() {
        Answer refused = TENANT.admin()
                .post(
                        "/v1/profiles",
                        "{\"name\": \"Other partners\", \"roleType\": \"PARTNER\", \"code\": \" partner \"}")
                .refused(409, "PROFILE_CODE_TAKEN");
        refused.at("/parameters/code", "partner").at("/parameters/profile", "partners");

        String change = "{\"changes\": [{\"kind\": \"ChangeCode\", \"code\": \"Billing-%d\"}]}";
        for (int i = 1; i <= 2; i++) {
            TENANT.admin()
                    .ifMatch(TENANT.admin().get("/v1/profiles/billing").etag())
                    .patch("/v1/profiles/billing", change.formatted(i))
                    .expect(200);
        }
        // The code that it had is free again, and its own in another case is no other.
        TENANT.profile("freed", "Freed", "\"roleType\": \"CSR\", \"code\": \"BILLING-1\"");
        TENANT.admin()
                .ifMatch(TENANT.admin().get("/v1/profiles/billing").etag())
                .patch("/v1/profiles/billing", change.formatted(2).replace("Billing", "BILLING"))
                .expect(200);
        assertThat(TENANT.admin().get("/v1/profiles/billing").at("/code")).isEqualTo("BILLING-2");
    }

    @Test
    void rights_that_the_giver_lacks_are_named_on_every_node() {
        Answer refused = TENANT.as("lea")
                .put("/v1/users/kim/profile", "{\"profile\": \"billing\"}")
                .refused(403, "PROFILE_ESCALATION");
        refused.at("/parameters/further", 1);
        refused.at(
                "/detail",
                "You cannot give rights that you do not hold: View on Orders"
                        + " (1 further node: Create, Edit and View on Invoices).");
        refused.at("/parameters/node", "commerce/orders")
                .at("/parameters/nodes/0", "commerce/invoices: create edit view");
    }

    @Test
    void what_is_unique_names_its_field_and_nobody() {
        Answer taken = TENANT.admin()
                .post("/v1/users", "{\"username\": \"SAM@example.org\", \"role\": \"CSR\", \"profile\": \"billing\"}")
                .refused(409, "USERNAME_TAKEN");
        taken.at("/parameters/field", "username");
        assertThat(taken.text()).doesNotContainIgnoringCase("sam@example.org").doesNotContain("Sam Example");

        String identity = "{\"provider\": \"idp\", \"subject\": \"s-1\"}";
        TENANT.admin().put("/v1/users/sam/identity", identity).expect(200);
        Answer linked = TENANT.admin().put("/v1/users/kim/identity", identity).refused(409, "IDENTITY_TAKEN");
        linked.at("/parameters/field", "identity").at("/parameters/provider", "idp");
        assertThat(linked.text()).doesNotContain("s-1", "Sam Example");
    }

    @Test
    void who_would_be_the_last_or_himself_is_told_what_is_needed() {
        TENANT.admin()
                .put("/v1/users/gil/suspension", "{}")
                .refused(409, "SELF_SUSPENSION")
                .at("/parameters/userId", "gil");
        Answer last = TENANT.admin().put("/v1/users/gil/perimeter", "{\"perimeter\": {\"kind\": \"CREATED_BY_ME\"}}");
        last.refused(409, "LAST_ADMINISTRATOR");
        last.at(
                "/detail",
                "This would leave nobody who can manage users and profiles: an active person without a perimeter who"
                        + " holds Edit and View on Profiles; Assign, Edit and View on Users.");
        last.at("/parameters/needed/0", "administration/profiles: edit view");
    }

    @Test
    void what_is_fixed_says_as_what() {
        Tenant fixed = Tenant.of("commerce");
        fixed.profile("billing", "Billing", "\"roleType\": \"CSR\"").person("sam", "CSR", "billing");
        for (String policy : new String[] {"userRoleImmutable", "usernameImmutable", "profileRoleTypeFixed"}) {
            fixed.admin()
                    .put("/v1/catalog/policies/" + policy, "{\"value\": \"true\"}")
                    .expect(200);
        }
        fixed.admin()
                .put("/v1/users/sam/role", "{\"role\": \"PARTNER\"}")
                .refused(409, "ROLE_IMMUTABLE")
                .at("/parameters/role", "CSR");
        fixed.admin()
                .ifMatch(fixed.admin().get("/v1/users/sam").etag())
                .patch("/v1/users/sam", "{\"username\": \"sam2@example.org\"}")
                .refused(409, "USERNAME_IMMUTABLE")
                .at("/parameters/field", "username");
        fixed.admin()
                .ifMatch(fixed.admin().get("/v1/profiles/billing").etag())
                .patch(
                        "/v1/profiles/billing",
                        "{\"changes\": [{\"kind\": \"ChangeRoleType\", \"roleType\": \"PARTNER\"}]}")
                .refused(409, "ROLE_TYPE_FIXED")
                .at("/parameters/roleType", "CSR");
    }
}
