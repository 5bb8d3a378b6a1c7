package io.mandate.acceptance;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pat looks after the profiles for partners: these, as they are and as they become, and no others.
class ScopedProfilesTest {
    private static final Tenant TENANT = Tenant.of("commerce");
    private static Client pat;

    @BeforeAll
    static void somebodyForPartners() {
        TENANT.profile("partners", "Partners", "\"roleType\": \"PARTNER\"");
        // For administrators once, and for partners since.
        TENANT.profile("former", "Former", "\"roleType\": \"ADMIN\"");
        TENANT.admin().ifMatch("1").patch("/v1/profiles/former", """
                {"changes": [{"kind": "ChangeRoleType", "roleType": "PARTNER"}]}""").expect(200);
        TENANT.profile("keepers", "Keepers", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/profiles", "level": "MANAGE"},
                  {"kind": "SetRecordScope", "node": "administration/profiles",
                   "scope": {"kind": "ATTRIBUTE", "name": "roleType", "values": ["PARTNER"]}}]""");
        TENANT.person("pat", "ADMIN", "keepers");
        pat = TENANT.as("pat");
    }

    @Test
    void what_the_decision_allows_is_created() {
        TENANT.may("pat", "create", "administration/profiles", "new", "{\"roleType\": \"PARTNER\"}")
                .at("/decision", true);
        pat.post("/v1/profiles", "{\"id\": \"new\", \"name\": \"New\", \"roleType\": \"PARTNER\"}")
                .expect(201);
        pat.get("/v1/profiles/new").expect(200);
        pat.post("/v1/profiles/partners/clone", "{\"name\": \"More partners\"}").expect(201);
    }

    @Test
    void nothing_is_created_beyond() {
        beyond(pat.post("/v1/profiles", "{\"name\": \"Free\"}"), "create");
        beyond(pat.post("/v1/profiles", "{\"name\": \"Admins\", \"roleType\": \"ADMIN\"}"), "create");
        beyond(pat.post("/v1/profiles", """
                {"name": "Turned", "roleType": "PARTNER", "changes": [
                  {"kind": "ChangeRoleType", "roleType": "ADMIN"}]}"""), "create");
        beyond(pat.post("/v1/profiles/former/clone", "{\"name\": \"As it was\", \"revision\": 1}"), "create");
        pat.post("/v1/profiles/former/clone", "{\"name\": \"As it is\", \"revision\": 2}")
                .expect(201);
    }

    @Test
    void a_source_out_of_reach_is_refused_as_one_that_is_not_there() {
        for (String source : new String[] {"keepers", "nowhere"}) {
            beyond(pat.post("/v1/profiles/" + source + "/clone", "{\"name\": \"Copy\"}"), "view");
        }
    }

    @Test
    void what_is_in_reach_does_not_leave_it() {
        String away = """
                {"changes": [{"kind": "ChangeRoleType", "roleType": "ADMIN"}]}""";
        String to = pat.get("/v1/profiles/partners").etag();
        beyond(pat.ifMatch(to).patch("/v1/profiles/partners", away), "edit");
        beyond(pat.post("/v1/profiles/partners/preview", away), "edit");
        beyond(pat.ifMatch("2").post("/v1/profiles/former/restore", "{\"toRevision\": 1}"), "edit");
        beyond(pat.ifMatch("2").post("/v1/profiles/former/restore?preview=true", "{\"toRevision\": 1}"), "edit");
        pat.get("/v1/profiles/partners").expect(200).at("/roleType", "PARTNER");
        pat.ifMatch("2").patch("/v1/profiles/former", """
                {"changes": [{"kind": "ChangeRoleType", "roleType": "ADMIN"},
                             {"kind": "ChangeRoleType", "roleType": "PARTNER"},
                             {"kind": "RenameProfile", "name": "Former, and back"}]}""").expect(200);
    }

    private static void beyond(Answer answer, String action) {
        answer.refused(403, "NOT_PERMITTED")
                .at("/parameters/action", action)
                .at("/parameters/decisionReason", "OUT_OF_RECORD_SCOPE");
    }
}
