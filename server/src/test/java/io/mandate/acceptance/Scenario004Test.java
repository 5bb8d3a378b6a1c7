package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Feedback: profiles that are in use stay, quotas of the contract, an administration center behind "Manage".
class Scenario004Test {
    private static final String ROLE = "\"associatedRole\": \"SITE_MANAGEMENT\"";
    private static final String ADMINISTRATION = "{\"level\": \"MANAGE\"}";

    @Test
    void scenario_004_1_a_profile_that_somebody_has_is_not_deleted_and_they_are_named() {
        Tenant tenant = Tenant.of("feedback");
        tenant.profile("store", "Store", ROLE)
                .profile("region", "Region", ROLE)
                .person("ana", "SITE_MANAGEMENT", "store")
                .person("ben", "SITE_MANAGEMENT", "store");
        tenant.admin().put("/v1/users/ben/suspension", "{}").expect(200);

        Answer refused =
                tenant.admin().ifMatch("1").delete("/v1/profiles/store").refused(409, "PROFILE_IN_USE");

        assertThat(refused.at("/detail"))
                .isEqualTo("\"Store\" is still assigned to 2 users (Ana Example, Ben Example - suspended)."
                        + " Give them another profile first.");
        tenant.admin().put("/v1/users/ana/profile", "{\"profile\": \"region\"}").expect(200);
        tenant.admin().put("/v1/users/ben/profile", "{\"profile\": \"region\"}").expect(200);
        tenant.admin().ifMatch("1").delete("/v1/profiles/store").expect(200);
        assertThat(tenant.trail("subject=profile:store&type=DELETED"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("event").asString()).isEqualTo("ProfileDeleted"));
        assertThat(tenant.admin().get("/v1/profiles?text=Store").json().path("items"))
                .isEmpty();

        tenant.admin()
                .post("/v1/profiles", "{\"id\": \"store\", \"name\": \"Store\", " + ROLE + "}")
                .refused(409, "PROFILE_ID_TAKEN");
        Answer second = tenant.admin()
                .post("/v1/profiles", "{\"name\": \"Store\", " + ROLE + "}")
                .expect(201);
        assertThat(second.at("/id")).isNotEqualTo("store");
        tenant.admin().get("/v1/profiles/store/revisions").expect(200).at("/items/1/revision", 1);
        assertThat(tenant.trail("subject=profile:store&type=ASSIGNED")).hasSize(4);
    }

    @Test
    void scenario_004_1_of_a_deleted_profile_only_readers_of_the_trail_learn_who_deleted_it() {
        Tenant tenant = Tenant.of("feedback");
        tenant.profile("store", "Store", ROLE)
                .profile("region", "Region", ROLE)
                .profile("managers", "Managers", ROLE)
                .override("managers", "administration/profiles", "MANAGE")
                .override("managers", "administration/users", "MANAGE")
                .person("dee", "SITE_MANAGEMENT", "managers");
        Client dee = tenant.as("dee");
        Answer never = dee.get("/v1/profiles/nothing").refused(404, "PROFILE_NOT_FOUND");
        tenant.admin().ifMatch("1").delete("/v1/profiles/store").expect(200);
        String time = tenant.trail("subject=profile:store&type=DELETED")
                .getFirst()
                .path("time")
                .asString();

        for (String path : List.of("/v1/profiles/store", "/v1/profiles/store/users")) {
            tenant.admin()
                    .get(path)
                    .refused(404, "PROFILE_NOT_FOUND")
                    .at(
                            "/detail",
                            "The profile \"store\" does not exist (it was deleted at " + time + " by Gil Example).")
                    .at("/parameters/deletedById", "gil");
            Answer hers = dee.get(path).refused(404, "PROFILE_NOT_FOUND");
            assertThat(hers.text().replace("store", "nothing"))
                    .isEqualTo(never.text().replace("/v1/profiles/nothing", path.replace("store", "nothing")));
        }
        String assign = "{\"profile\": \"store\"}";
        tenant.admin()
                .put("/v1/users/dee/profile", assign)
                .refused(404, "PROFILE_NOT_FOUND")
                .at("/parameters/deletedBy", "Gil Example")
                .at("/parameters/deletedAt", time);
        dee.put("/v1/users/dee/profile", assign)
                .refused(404, "PROFILE_NOT_FOUND")
                .at("/detail", "The profile \"store\" does not exist.");
    }

    @Test
    void scenario_004_2_one_administrator_too_many_is_accepted_noted_and_told() {
        Tenant tenant = administrators();

        Answer assigned = tenant.admin()
                .put("/v1/users/cam/profile", "{\"profile\": \"admins\"}")
                .expect(200);

        assigned.at("/warnings/0/code", "QUOTA_EXCEEDED")
                .at("/warnings/0/tier", "ADMINISTRATOR")
                .at("/warnings/0/limit", 2)
                .at("/warnings/0/used", 3)
                .at("/warnings/0/message", "Your contract includes 2 users of tier Administrator; there are now 3.");
        assertThat(tenant.trail("subject=licence:ADMINISTRATOR&type=QUOTA_EXCEEDED"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("position").asString()).isEqualTo(assigned.position()));
        usage(tenant, 2, 3, 1);

        tenant.admin().put("/v1/users/cam/suspension", "{}").expect(200);

        assertThat(tenant.trail("subject=licence:ADMINISTRATOR&type=QUOTA_RESTORED"))
                .hasSize(1);
        usage(tenant, 2, 2, 0);
    }

    @Test
    void scenario_004_2_where_the_quota_is_hard_the_third_administrator_is_refused() {
        Tenant tenant = administrators();
        MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/quotas", """
                        {"quotas": [{"tier": "ADMINISTRATOR", "limit": 2, "mode": "HARD"}]}""")
                .expect(200);

        Answer refused = tenant.admin()
                .put("/v1/users/cam/profile", "{\"profile\": \"admins\"}")
                .refused(409, "QUOTA_EXCEEDED");

        refused.at("/parameters/limit", 2).at("/parameters/used", 3);
        tenant.admin().get("/v1/users/cam").at("/profile/id", "viewers");
    }

    @Test
    void scenario_004_3_viewers_are_as_many_as_needed() {
        Tenant tenant = Tenant.of("feedback");
        tenant.profile("none", "None", ROLE);
        String consultation = tenant.admin()
                .get("/v1/profiles?text=consultation")
                .at("/items/0/name", "consultation")
                .at("/items/0/id");
        JdbcClient store = JdbcClient.create(MandateServer.shared().database().owner());
        IntStream.range(0, 1_000)
                .parallel()
                .forEach(i -> tenant.admin().post("/v1/users", """
                        {"id": "u%1$s", "username": "u%1$s@example.org", "profile": "none", "active": true}""".formatted(i)).expect(201));

        Answer answer = tenant.admin()
                .post(
                        "/v1/profiles/" + consultation + "/users",
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> "\"u" + i + "\"")
                                .collect(Collectors.joining(",", "{\"users\": [", "]}")))
                .expect(200);

        assertThat(answer.json().path("warnings")).isEmpty();
        assertThat(answer.json().path("results"))
                .hasSize(1_000)
                .allSatisfy(
                        result -> assertThat(result.path("status").asString()).isEqualTo("DONE"));
        assertThat(store.sql("""
                        select count(*) from mandate.domain_event
                        where tenant = ? and payload_type in ('QuotaExceeded', 'QuotaRestored')""").param(tenant.id()).query(Long.class).single()).isZero();
    }

    @Test
    void scenario_004_5_the_administration_center_opens_with_the_next_request_once_the_profile_says_manage() {
        Tenant tenant = Tenant.of("feedback");
        tenant.profile("staff", "Staff", ROLE).person("dee", "SITE_MANAGEMENT", "staff");
        Client dee = tenant.as("dee");
        String change = "{\"changes\": [{\"kind\": \"RenameProfile\", \"name\": \"Stuff\"}]}";
        String creation = "{\"id\": \"hers\", \"name\": \"Hers\", " + ROLE + "}";

        dee.get("/v1/profiles").refused(403, "NOT_PERMITTED");
        dee.post("/v1/profiles", creation).refused(403, "NOT_PERMITTED");
        dee.ifMatch("1").patch("/v1/profiles/staff", change).refused(403, "NOT_PERMITTED");
        dee.ifMatch("1").delete("/v1/profiles/staff").refused(403, "NOT_PERMITTED");

        tenant.admin()
                .put("/v1/profiles/staff/permissions/administration/profiles", ADMINISTRATION)
                .expect(200);

        dee.get("/v1/profiles").expect(200);
        dee.post("/v1/profiles", creation).expect(201);
        dee.ifMatch("2").patch("/v1/profiles/staff", change).expect(200);
        dee.ifMatch("1").delete("/v1/profiles/hers").expect(200);
    }

    @Test
    void scenario_004_6_a_save_is_whole_or_not_at_all() {
        Tenant tenant = Tenant.of("feedback");
        tenant.profile("store", "Store", ROLE);
        int before = tenant.trail("").size();
        String good = """
                {"kind": "RenameProfile", "name": "Shop"},
                {"kind": "ChangeAssociatedRole", "associatedRole": "REGION_MANAGEMENT"},
                {"kind": "OverridePermission", "node": "pilot/my-overview", "level": "VIEW"},
                {"kind": "OverridePermission", "node": "pilot/alerts", "level": "PROCESS"}""";

        Answer refused = tenant.admin()
                .ifMatch("1")
                .patch(
                        "/v1/profiles/store",
                        "{\"changes\": [" + good
                                + ", {\"kind\": \"OverridePermission\", \"node\": \"pilot/robots\", \"level\": \"VIEW\"}]}")
                .refused(422, "NODE_UNKNOWN");

        refused.at("/parameters/pointer", "/changes/4");
        assertThat(refused.at("/detail")).contains("pilot/robots");
        assertThat(tenant.trail("")).hasSize(before);
        tenant.admin().get("/v1/profiles/store").at("/name", "Store").at("/revision", 1);

        tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/store", "{\"changes\": [" + good + "]}")
                .expect(200)
                .at("/revision", 2);
        var trail = tenant.trail("");
        assertThat(trail).hasSize(before + 4);
        assertThat(trail.subList(before, before + 4).stream()
                        .map(row -> row.path("changeSet").asString())
                        .distinct())
                .hasSize(1);
    }

    /// Licence usage as administrators read it.
    private static void usage(Tenant tenant, long limit, long used, long overage) {
        var tiers = tenant.admin().get("/v1/licence").expect(200).json();
        assertThat(tiers.findParents("tier"))
                .filteredOn(tier -> tier.path("tier").asString().equals("ADMINISTRATOR"))
                .singleElement()
                .satisfies(tier -> {
                    assertThat(tier.path("limit").asLong()).isEqualTo(limit);
                    assertThat(tier.path("used").asLong()).isEqualTo(used);
                    assertThat(tier.path("overage").asLong()).isEqualTo(overage);
                });
    }

    /// Two administrators, the first and Bo, and the viewer Cam.
    private static Tenant administrators() {
        Tenant tenant = Tenant.of("feedback");
        return tenant.profile("admins", "Admins", ROLE)
                .profile("viewers", "Viewers", ROLE)
                .override("admins", "administration/users", "MANAGE")
                .person("bo", "SITE_MANAGEMENT", "admins")
                .person("cam", "SITE_MANAGEMENT", "viewers");
    }
}
