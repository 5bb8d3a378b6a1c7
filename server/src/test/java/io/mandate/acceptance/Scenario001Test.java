package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Commerce Classic: users, where they are kept, and what is noted of changes to them.
class Scenario001Test {

    @Test
    void scenario_001_1_a_suspension_denies_everything_while_it_lasts_and_changes_nothing_else() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Tenant tenant = Tenant.of("commerce-classic");
            tenant.profile("partner", "Partner", "")
                    .override("partner", "my-customers/account", "EDIT")
                    .override("partner", "my-customers/subscription", "VIEW")
                    .person("pat", "PARTNER_ACCOUNT_EXECUTIVE", "partner");
            List<String> before = decisions(tenant);
            assertThat(before).contains("true GRANTED", "false ACTION_NOT_GRANTED");

            clock.at("2026-03-01T09:00:00Z");
            tenant.admin()
                    .put("/v1/users/pat/suspension", "{\"reason\": \"contract ended\"}")
                    .expect(200);

            assertThat(decisions(tenant)).containsOnly("false USER_SUSPENDED");
            clock.at("2026-03-08T23:00:00Z");
            assertThat(decisions(tenant)).containsOnly("false USER_SUSPENDED");
            Answer list =
                    tenant.admin().get("/v1/users?status=SUSPENDED&count=true").expect(200);
            list.at("/count", 1)
                    .at("/items/0/id", "pat")
                    .at("/items/0/status", "SUSPENDED")
                    .at("/items/0/role", "PARTNER_ACCOUNT_EXECUTIVE")
                    .at("/items/0/profile/id", "partner");

            clock.at("2026-03-09T09:00:00Z");
            tenant.admin().delete("/v1/users/pat/suspension").expect(200);

            assertThat(decisions(tenant)).isEqualTo(before);
            tenant.admin()
                    .get("/v1/users/pat")
                    .at("/status", "ACTIVE")
                    .at("/role", "PARTNER_ACCOUNT_EXECUTIVE")
                    .at("/profile/id", "partner");
            List<JsonNode> trail = tenant.trail("subject=user:pat&from=2026-03-01T00:00:00Z");
            assertThat(trail).extracting(row -> row.path("type").asString()).containsExactly("Suspended", "Enabled");
            assertThat(trail.getFirst().path("time").asString()).startsWith("2026-03-01T09:00:00");
            assertThat(trail.getFirst().path("reason").asString()).isEqualTo("contract ended");
            assertThat(trail.getLast().path("time").asString()).startsWith("2026-03-09T09:00:00");
        }
    }

    @Test
    void scenario_001_3_the_other_platform_comes_first_except_for_administrators() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "");
        tenant.admin()
                .put("/v1/catalog/policies/identity.mode", "{\"value\": \"SECONDARY_CIAM\"}")
                .expect(200);

        Answer first =
                user(tenant, "cy@x.io", "CUSTOMER", "\"profile\": \"std\"").refused(409, "IDENTITY_MUST_EXIST_FIRST");
        assertThat(first.at("/detail")).contains("identity provider first");
        first.at("/parameters/field", "identity").at("/parameters/role", "CUSTOMER");
        String identity = "\"identity\": {\"provider\": \"ciam\", \"subject\": \"s-1\"}";
        Answer local = user(tenant, "ga@x.io", "GLOBAL_ADMINISTRATOR", identity).refused(422, "IDENTITY_MUST_BE_LOCAL");
        assertThat(local.at("/detail")).contains("kept here");
        local.at("/parameters/field", "identity").at("/parameters/role", "GLOBAL_ADMINISTRATOR");

        user(tenant, "ga@x.io", "GLOBAL_ADMINISTRATOR", "\"attributes\": {}").expect(201);
        user(tenant, "cy@x.io", "CUSTOMER", "\"profile\": \"std\", " + identity).expect(201);
    }

    @Test
    void scenario_001_7_the_trail_says_who_changed_which_field_from_what_to_what_and_from_where() {
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("std", "Std", "").person("cy", "CUSTOMER", "std");
        String revision = tenant.admin().get("/v1/users/cy").etag();

        // An address of this machine stands for 10.0.0.7.
        Answer changed = tenant.admin()
                .from("127.0.0.7")
                .ifMatch(revision)
                .patch("/v1/users/cy", "{\"firstName\": \"Cyr\"}")
                .expect(200);

        JsonNode row = tenant.trail("subject=user:cy&type=FIELD_UPDATED").getFirst();
        assertThat(row.path("position").asString()).isEqualTo(changed.position());
        assertThat(row.path("time").asString()).isNotEmpty();
        assertThat(Stream.of("ip", "item", "type", "from", "to", "source")
                        .map(name -> row.path(name).asString()))
                .containsExactly("127.0.0.7", "First Name", "Field Updated", "Cy", "Cyr", "API");
        assertThat(row.path("actor").path("id").asString()).isEqualTo("gil");
        assertThat(row.path("actor").path("name").asString()).isEqualTo("Gil Example");
    }

    @Test
    void edit_limited_edits_what_the_child_does_not_own_and_sees_everything() {
        String node = "my-customers/subscription";
        Tenant tenant = Tenant.of("commerce-classic");
        tenant.profile("partner", "Partner", "\"code\": \"PARTNER\"")
                .person("pat", "PARTNER_ACCOUNT_EXECUTIVE", "partner")
                .override("partner", node, "EDIT_LIMITED");

        owned(tenant, "view", "child").at("/decision", true);
        owned(tenant, "edit", "self").at("/decision", true);
        owned(tenant, "edit", "parent").at("/decision", true);
        Answer child = owned(tenant, "edit", "child")
                .at("/decision", false)
                .at("/context/mandate/reason", "OUT_OF_RECORD_SCOPE");
        assertThat(child.json().at("/context/mandate/because").valueStream())
                .filteredOn(because -> !because.path("holds").asBoolean(true))
                .singleElement()
                .satisfies(
                        because -> assertThat(because.path("kind").asString()).isEqualTo("LEVEL_SCOPE"));
        tenant.may("pat", "edit", node, "*")
                .at("/decision", true)
                .at("/context/mandate/conditional", true)
                .at("/context/mandate/scope/name", "invoiceOwner");
        assertThat(tenant.trail("subject=profile:partner&type=FIELD_UPDATED"))
                .extracting(row -> row.path("item").asString())
                .contains("Level Scope of Edit");
        tenant.admin().get("/v1/profiles/partner").expect(200).at("/code", "PARTNER");

        // What the profile says of records narrows it, and another level takes the limit away.
        tenant.admin()
                .put("/v1/profiles/partner/scope/" + node, "{\"scope\": {\"kind\": \"CREATED_BY_ME\"}}")
                .expect(200);
        owned(tenant, "edit", "parent").at("/decision", false);
        tenant.admin().delete("/v1/profiles/partner/scope/" + node).expect(200);
        tenant.override("partner", node, "EDIT");
        owned(tenant, "edit", "child").at("/decision", true);
    }

    private static Answer owned(Tenant tenant, String action, String owner) {
        return tenant.may(
                "pat", action, "my-customers/subscription", "S-1", "{\"invoiceOwner\": \"%s\"}".formatted(owner));
    }

    /// Whether Pat may do each of many things, with the reasons.
    private static List<String> decisions(Tenant tenant) {
        return Stream.of(
                        "view my-customers/account",
                        "edit my-customers/account",
                        "view my-customers/subscription",
                        "edit my-customers/subscription",
                        "pay my-customers/pay-invoice")
                .map(question -> question.split(" "))
                .map(question -> tenant.may("pat", question[0], question[1], "A-1"))
                .map(answer -> answer.at("/decision") + " " + answer.at("/context/mandate/reason"))
                .toList();
    }

    private static Answer user(Tenant tenant, String username, String role, String more) {
        return tenant.admin()
                .post(
                        "/v1/users",
                        "{\"username\": \"%s\", \"firstName\": \"A\", \"lastName\": \"B\", \"role\": \"%s\", %s}"
                                .formatted(username, role, more));
    }
}
