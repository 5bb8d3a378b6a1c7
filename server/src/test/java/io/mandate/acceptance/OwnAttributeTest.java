package io.mandate.acceptance;

import org.junit.jupiter.api.Test;

/// What an attribute of a user decides is given by whoever sets it.
class OwnAttributeTest {
    private static final String SOUTH = "{\"attributes\": {\"accountNumber\": \"south\"}}";

    @Test
    void nobody_reaches_further_by_an_attribute_he_sets() {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("p", "P", """
                        "roleType": "CSR", "changes": [
                          {"kind": "OverridePermission", "node": "administration/users", "level": "MANAGE"},
                          {"kind": "OverridePermission", "node": "administration/profiles", "actions": ["view"]},
                          {"kind": "OverridePermission", "node": "commerce/invoices", "actions": ["view", "edit"]},
                          {"kind": "SetRecordScope", "node": "commerce/invoices", "scope":
                            {"kind": "ATTRIBUTE", "name": "accountNumber", "values": ["$user.accountNumber"]}}]""")
                .person("sam", "CSR", "p", "{\"accountNumber\": \"north\"}")
                .person("kim", "CSR", "p", "{\"accountNumber\": \"north\"}")
                .profile("none", "None", "\"roleType\": \"CSR\"")
                .person("lee", "CSR", "none", "{\"accountNumber\": \"south\"}");
        Client sam = tenant.as("sam");

        for (String user : new String[] {"sam", "kim"}) {
            sam.ifMatch(tenant.admin().get("/v1/users/" + user).expect(200).etag())
                    .patch("/v1/users/" + user, SOUTH)
                    .refused(403, "PROFILE_ESCALATION");
        }
        sam.put("/v1/users/lee/profile", "{\"profile\": \"p\"}").refused(403, "PROFILE_ESCALATION");
        tenant.admin().get("/v1/users/sam").expect(200).at("/attributes/accountNumber", "north");

        // Whoever holds it for every record gives it.
        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/users/kim").expect(200).etag())
                .patch("/v1/users/kim", SOUTH)
                .expect(200);
    }

    @Test
    void nobody_gives_by_saving_what_is_reached_by_the_attribute_of_another() {
        String mine = """
                {"changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "actions": ["view", "edit"]},
                  {"kind": "SetRecordScope", "node": "commerce/invoices", "scope":
                    {"kind": "ATTRIBUTE", "name": "accountNumber", "values": ["$user.accountNumber"]}}]}""";
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("p", "P", """
                        "roleType": "CSR", "changes": [
                          {"kind": "OverridePermission", "node": "administration/profiles", "actions": ["view", "edit"]},
                          {"kind": "OverridePermission", "node": "commerce/invoices", "actions": ["view", "edit"]},
                          {"kind": "SetRecordScope", "node": "commerce/invoices", "scope":
                            {"kind": "ATTRIBUTE", "name": "accountNumber", "values": ["$user.accountNumber"]}}]""")
                .person("sam", "CSR", "p", "{\"accountNumber\": \"north\"}")
                .profile("north", "North", "\"roleType\": \"CSR\"")
                .profile("south", "South", "\"roleType\": \"CSR\"")
                .person("kim", "CSR", "north", "{\"accountNumber\": \"north\"}")
                .person("lee", "CSR", "south", "{\"accountNumber\": \"south\"}");
        Client sam = tenant.as("sam");

        sam.ifMatch("1").patch("/v1/profiles/south", mine).refused(403, "PROFILE_ESCALATION");
        sam.ifMatch("1").patch("/v1/profiles/north", mine).expect(200);
        tenant.denies("lee", "edit", "commerce/invoices", "*", "NODE_NOT_ENABLED");
        tenant.allows("kim", "edit", "commerce/invoices", "*");
    }
}
