package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Contact Center: permission types that sections inherit, teams that are picked, contacts that are masked.
class Scenario003Test {
    private static final String AGENTS = "staff/agents";
    private static final String TELEPHONES = "staff/telephones";
    private static final String CONTACTS = "contact-manager/contacts";

    @Test
    void scenario_003_1_full_access_to_a_module_is_its_breadth_and_the_default_its_depth() {
        Tenant tenant = supervisors("");

        tenant.allows("uma", "edit", AGENTS, "a-1");
        tenant.denies("uma", "delete", AGENTS, "a-1", "ACTION_NOT_GRANTED");
        tenant.denies("uma", "view", CONTACTS, "c-1", "NODE_NOT_ENABLED");
    }

    @Test
    void scenario_003_2_one_section_is_overridden_while_the_others_follow_the_default() {
        Tenant tenant = supervisors("");
        int before = tenant.trail("subject=profile:supervisors").size();

        tenant.override("supervisors", TELEPHONES, "R");
        tenant.denies("uma", "edit", TELEPHONES, "t-1", "ACTION_NOT_GRANTED");
        tenant.allows("uma", "edit", AGENTS, "a-1");

        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/profiles/supervisors").etag())
                .patch("/v1/profiles/supervisors", """
                        {"changes": [{"kind": "ChangeDefaultPermission", "defaultActions": ["view", "edit", "delete"],
                          "permissionType": "RED"}]}""")
                .expect(200);
        tenant.allows("uma", "delete", AGENTS, "a-1");
        tenant.allows("uma", "view", TELEPHONES, "t-1");
        tenant.denies("uma", "edit", TELEPHONES, "t-1", "ACTION_NOT_GRANTED");

        tenant.admin()
                .delete("/v1/profiles/supervisors/permissions/" + TELEPHONES)
                .expect(200);
        tenant.allows("uma", "delete", TELEPHONES, "t-1");

        List<JsonNode> trail = tenant.trail("subject=profile:supervisors");
        assertThat(trail.subList(before, trail.size()))
                .extracting(row -> Stream.of("event", "node", "from", "to")
                        .map(name -> row.path(name).asString("-"))
                        .toList())
                .containsExactly(
                        List.of("PermissionOverridden", TELEPHONES, "-", "R (view)"),
                        List.of("ProfileDefaultPermissionChanged", "-", "RE (edit, view)", "RED (delete, edit, view)"),
                        List.of("PermissionOverrideCleared", TELEPHONES, "R (view)", "-"));
        assertThat(tenant.admin().get("/v1/profiles/supervisors").json().path("nodes"))
                .allSatisfy(
                        node -> assertThat(node.path("actions").path("explicit").isMissingNode())
                                .isTrue());
    }

    @Test
    void scenario_003_3_agents_have_no_profile() {
        Tenant tenant = supervisors("");

        Answer refused = tenant.admin()
                .put("/v1/users/ada/profile", "{\"profile\": \"supervisors\"}")
                .refused(409, "PROFILE_NOT_ALLOWED");

        assertThat(refused.at("/detail"))
                .isEqualTo("Profiles can only be given to users of type User; Ada Example is of type Agent.");
        assertThat(tenant.admin().get("/v1/users/ada").json().has("profile")).isFalse();
    }

    @Test
    void scenario_003_5_masking_names_the_fields_of_every_node_that_shows_contacts() {
        Tenant tenant = supervisors("""
                , "maskSensitiveData": true, "changes": [{"kind": "EnableNode", "node": "contact-manager"},
                  {"kind": "EnableNode", "node": "voice"}]""");

        Answer contacts = tenant.allows("uma", "view", CONTACTS, "c-1");
        assertThat(texts(contacts, "masked_fields")).containsExactlyInAnyOrder("name", "phone", "email");
        assertThat(texts(contacts, "write_protected")).containsExactlyInAnyOrder("name", "phone", "email");
        contacts.at("/context/mandate/visible_characters", 3);
        assertThat(texts(tenant.allows("uma", "view", "voice/recordings", "r-1"), "masked_fields"))
                .containsExactly("phone");
        assertThat(texts(tenant.allows("gil", "view", CONTACTS, "c-1"), "masked_fields"))
                .isEmpty();

        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/profiles/supervisors").etag())
                .patch("/v1/profiles/supervisors", """
                        {"changes": [{"kind": "SetMasking", "maskSensitiveData": false}]}""")
                .expect(200);
        assertThat(texts(tenant.allows("uma", "view", CONTACTS, "c-1"), "masked_fields"))
                .isEmpty();
    }

    @Test
    void scenario_003_6_nothing_is_edited_that_cannot_be_read_and_all_grey_is_an_answer() {
        Tenant tenant = supervisors(", \"changes\": [{\"kind\": \"EnableNode\", \"node\": \"contact-manager\"}]");
        String contacts = "/v1/profiles/supervisors/permissions/" + CONTACTS;

        Answer refused =
                tenant.admin().put(contacts, "{\"actions\": [\"edit\"]}").refused(422, "ACTION_REQUIRES");
        refused.at("/detail", "Edit needs View on Contacts.").at("/parameters/node", CONTACTS);
        tenant.allows("uma", "view", CONTACTS, "c-1");

        tenant.admin().put(contacts, "{\"actions\": []}").expect(200);
        tenant.denies("uma", "view", CONTACTS, "c-1", "ACTION_NOT_GRANTED");
    }

    @Test
    void scenario_003_8_many_are_assigned_at_once_and_who_cannot_be_is_named() {
        Tenant tenant = supervisors("");
        tenant.profile("juniors", "Juniors", "\"defaultActions\": []").person("vic", "USER", "juniors");
        tenant.admin()
                .put("/v1/users/uma/profile", "{\"profile\": \"juniors\"}")
                .expect(200);
        int before = tenant.trail("type=ASSIGNED").size();

        Answer answer = tenant.admin()
                .post("/v1/profiles/supervisors/users", "{\"users\": [\"uma\", \"vic\", \"ada\"]}")
                .expect(200);

        answer.at("/results/0/status", "DONE")
                .at("/results/1/status", "DONE")
                .at("/results/2/user", "ada")
                .at("/results/2/status", "REJECTED")
                .at("/results/2/problem/code", "PROFILE_NOT_ALLOWED");
        List<JsonNode> trail = tenant.trail("type=ASSIGNED");
        List<JsonNode> assigned = trail.subList(before, trail.size());
        assertThat(assigned)
                .extracting(row -> row.path("subject").path("id").asString() + ": "
                        + row.path("from").asString() + " -> " + row.path("to").asString())
                .containsExactly("uma: Juniors -> Supervisors", "vic: Juniors -> Supervisors");
        assertThat(assigned.stream()
                        .map(row -> row.path("changeSet").asString())
                        .distinct())
                .hasSize(1);
    }

    private static List<String> texts(Answer answer, String obligation) {
        return answer.json()
                .path("context")
                .path("mandate")
                .path(obligation)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /// A tenant with Uma, whose profile reads and edits the whole staff module, and the agent Ada.
    private static Tenant supervisors(String more) {
        Tenant tenant = Tenant.of("contact-center");
        tenant.profile("supervisors", "Supervisors", """
                "defaultActions": ["view", "edit"], "permissionType": "RE\"""" + more);
        tenant.admin()
                .put("/v1/profiles/supervisors/enablement/staff", "{\"enablement\": \"ENABLED\"}")
                .expect(200);
        return tenant.person("uma", "USER", "supervisors").person("ada", "AGENT", null);
    }
}
