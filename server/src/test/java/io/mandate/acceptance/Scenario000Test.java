package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Commerce Classic: profiles are added, edited and viewed, in seven tabs that not every role has.
class Scenario000Test {
    private static final String ACCOUNT = "my-customers/account";

    @Test
    void scenario_000_1_a_profile_needs_no_more_than_a_name() {
        Tenant tenant = Tenant.of("commerce-classic");
        assertThat(tenant.admin().get("/v1/profiles").expect(200).json().path("items"))
                .isEmpty();

        Answer created = tenant.admin()
                .post("/v1/profiles", "{\"name\": \"VIP customers\"}")
                .expect(201);

        assertThat(created.etag()).endsWith("-1\"");
        assertThat(tenant.trail("subject=profile:" + created.at("/id")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("event").asString()).isEqualTo("ProfileCreated");
                    assertThat(row.path("actor").path("id").asString()).isEqualTo("gil");
                });
        tenant.admin()
                .get("/v1/profiles")
                .at("/items/0/name", "VIP customers")
                .at("/items/0/revision", 1)
                .at("/items/0/users/total", 0)
                .at("/items/0/summary", "Nothing")
                .at("/items/0/changedBy/name", "Gil Example");
        Answer profile = tenant.admin().get("/v1/profiles/" + created.at("/id")).expect(200);
        assertThat(profile.json().path("nodes"))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.path("permitted")).isEmpty());
    }

    @Test
    void scenario_000_2_a_name_is_taken_however_it_is_written() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("vip", "VIP customers", "");
        int before = tenant.trail("").size();

        Answer refused = tenant.admin()
                .post("/v1/profiles", "{\"name\": \"  vip   CUSTOMERS \"}")
                .refused(409, "PROFILE_NAME_TAKEN");

        assertThat(refused.at("/detail")).contains("vip CUSTOMERS").contains("already exists");
        assertThat(tenant.trail("")).hasSize(before);
    }

    @Test
    void scenario_000_3_a_permission_that_the_role_does_not_have_is_kept_and_denied() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "")
                .override("std", ACCOUNT, "EDIT")
                .person("cy", "CUSTOMER", "std")
                .person("al", "ACCOUNT_EXECUTIVE", "std");

        tenant.allows("al", "edit", ACCOUNT, "9");
        tenant.denies("cy", "edit", ACCOUNT, "9", "NOT_RELEVANT_FOR_ROLE");
        JsonNode node = node(tenant.admin().get("/v1/profiles/std").expect(200), ACCOUNT);
        assertThat(node.path("actions").path("level").asString()).isEqualTo("EDIT");
        assertThat(node.path("applies").path("CUSTOMER").asBoolean(true)).isFalse();
        assertThat(node.path("applies").path("ACCOUNT_EXECUTIVE").asBoolean(false))
                .isTrue();
    }

    @Test
    void scenario_000_4_who_may_only_view_sees_the_same_tree_and_changes_nothing() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "")
                .override("std", ACCOUNT, "EDIT")
                .profile("viewers", "Viewers", "")
                .override("viewers", "administration/profiles", "VIEW")
                .person("vi", "PARTNER_ADMINISTRATOR", "viewers", "{\"partner\": \"P-1\"}");
        Client vi = tenant.as("vi");

        Answer hers = vi.get("/v1/profiles/std").expect(200);
        Answer editors = tenant.admin().get("/v1/profiles/std").expect(200);
        assertThat(hers.json().path("nodes")).isEqualTo(editors.json().path("nodes"));
        assertThat(hers.json().path("settings")).isEqualTo(editors.json().path("settings"));

        Answer refused = vi.ifMatch(hers.etag())
                .patch("/v1/profiles/std", "{\"changes\": [{\"kind\": \"RenameProfile\", \"name\": \"Mine\"}]}")
                .refused(403, "NOT_PERMITTED");

        refused.at("/parameters/decisionReason", "ACTION_NOT_GRANTED");
        refused.at("/detail", "You need \"Edit\" on Profiles.").at("/parameters/resource", "administration/profiles");
        tenant.admin()
                .get("/v1/journal?kind=REFUSED&actor=vi")
                .expect(200)
                .at("/items/0/what", "NOT_PERMITTED")
                .at("/items/0/count", 1);
        tenant.admin().get("/v1/profiles/std").at("/name", "Std").at("/revision", 2);
    }

    @Test
    void scenario_000_5_full_is_what_each_payment_method_says_it_is() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "")
                .override("std", "my-account/bank-transfer", "FULL")
                .override("std", "my-account/ach", "FULL")
                .override("std", "my-account/credit-card", "CREATE")
                .person("cy", "CUSTOMER", "std");

        tenant.allows("cy", "delete", "my-account/bank-transfer", "*");
        tenant.denies("cy", "delete", "my-account/ach", "*", "ACTION_NOT_SUPPORTED");
        tenant.allows("cy", "create", "my-account/credit-card", "*");
        tenant.denies("cy", "view", "my-account/credit-card", "*", "ACTION_NOT_GRANTED");
    }

    @Test
    void scenario_000_7_nobody_deletes_a_profile_where_the_catalog_has_no_such_action() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "");

        tenant.admin()
                .ifMatch("1")
                .delete("/v1/profiles/std")
                .refused(403, "NOT_PERMITTED")
                .at("/parameters/decisionReason", "ACTION_NOT_SUPPORTED");
        tenant.admin().get("/v1/profiles/std").expect(200);
    }

    @Test
    void scenario_000_8_who_saves_what_another_changed_meanwhile_is_told_who_and_when() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "").person("maria", "GLOBAL_ADMINISTRATOR", null);
        List.of("VIEW", "NONE", "VIEW").forEach(level -> tenant.override("std", "my-account/account-summary", level));
        Client maria = tenant.as("maria");
        String seen = tenant.admin().get("/v1/profiles/std").at("/revision", 4).etag();
        assertThat(maria.get("/v1/profiles/std").etag()).isEqualTo(seen);

        maria.ifMatch(seen).patch("/v1/profiles/std", rename("Maria's")).expect(200);
        Answer refused =
                tenant.admin().ifMatch(seen).patch("/v1/profiles/std", """
                        {"changes": [{"kind": "RenameProfile", "name": "Gil's"},
                          {"kind": "OverridePermission", "node": "my-account/ach", "level": "FULL"}]}""").refused(409, "STALE_REVISION");

        Answer now =
                tenant.admin().get("/v1/profiles/std").at("/name", "Maria's").at("/revision", 5);
        refused.at("/parameters/changedBy", "Maria Example")
                .at("/parameters/changedAt", now.at("/changedAt"))
                .at("/parameters/revision", 5);
        assertThat(refused.at("/detail")).contains("Maria Example").contains("revision 5");
        assertThat(node(now, "my-account/ach").path("permitted")).isEmpty();
    }

    private static String rename(String name) {
        return "{\"changes\": [{\"kind\": \"RenameProfile\", \"name\": \"" + name + "\"}]}";
    }

    private static JsonNode node(Answer profile, String key) {
        return profile.json()
                .path("nodes")
                .valueStream()
                .filter(node -> node.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
