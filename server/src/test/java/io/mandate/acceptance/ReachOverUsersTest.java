package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Mia looks after those whose role is region management, wherever the role comes from: Ana has it from her profile,
/// Ben from himself. Lists, single reads and commands draw the line at the same place.
class ReachOverUsersTest {
    private static final Tenant TENANT = Tenant.of("feedback");
    private static Client mia;

    @BeforeAll
    static void regions() {
        Client admin = TENANT.admin();
        admin.post("/v1/profiles", """
                {"id": "regional", "name": "Regional", "associatedRole": "REGION_MANAGEMENT", "changes": [
                  {"kind": "OverridePermission", "node": "pilot/my-overview", "actions": ["view"]}]}""").expect(201);
        admin.post("/v1/profiles", """
                {"id": "shops", "name": "Shops", "associatedRole": "SITE_MANAGEMENT", "changes": [
                  {"kind": "OverridePermission", "node": "pilot/my-overview", "actions": ["view"]}]}""").expect(201);
        admin.post("/v1/profiles", """
                {"id": "leads", "name": "Leads", "associatedRole": "NOT_DEFINED", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "actions": ["view", "suspend"]},
                  {"kind": "SetRecordScope", "node": "administration/users",
                   "scope": {"kind": "ATTRIBUTE", "name": "role", "values": ["REGION_MANAGEMENT"]}}]}""").expect(201);
        user("mia", "\"role\": \"NOT_DEFINED\", \"profile\": \"leads\"");
        user("ana", "\"profile\": \"regional\"");
        user("ben", "\"role\": \"REGION_MANAGEMENT\", \"profile\": \"shops\"");
        user("cid", "\"profile\": \"shops\"");
        user("dan", "\"role\": \"SITE_MANAGEMENT\", \"profile\": \"regional\"");
        mia = TENANT.as("mia");
    }

    @Test
    void the_list_has_those_in_reach() {
        List<String> listed = StreamSupport.stream(
                        mia.get("/v1/users").expect(200).json().path("items").spliterator(), false)
                .map(user -> user.path("id").asString())
                .toList();
        assertThat(listed).containsExactlyInAnyOrder("ana", "ben");
    }

    @Test
    void what_a_user_may_do_is_shown_of_those_in_reach_and_the_others_do_not_exist() {
        for (String part : new String[] {"permissions", "navigation", "settings"}) {
            for (String inReach : new String[] {"ana", "ben"}) {
                mia.get("/v1/users/" + inReach + "/" + part).expect(200);
            }
            for (String beyond : new String[] {"cid", "dan", "gil", "nobody"}) {
                mia.get("/v1/users/" + beyond + "/" + part).refused(404, "USER_NOT_FOUND");
            }
        }
    }

    @Test
    void those_in_reach_may_be_suspended_and_the_others_not() {
        for (String inReach : new String[] {"ana", "ben"}) {
            mia.put("/v1/users/" + inReach + "/suspension", "").expect(200);
            mia.delete("/v1/users/" + inReach + "/suspension").expect(200);
        }
        for (String beyond : new String[] {"cid", "dan", "gil"}) {
            mia.put("/v1/users/" + beyond + "/suspension", "").refused(403, "NOT_PERMITTED");
        }
    }

    private static void user(String id, String place) {
        TENANT.admin().post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 %2$s, "active": true}""".formatted(id, place)).expect(201);
    }
}
