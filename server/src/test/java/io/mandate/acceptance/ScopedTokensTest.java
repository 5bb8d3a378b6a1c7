package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tom looks after the users whom he created, and after their tokens.
class ScopedTokensTest {
    private static final Tenant TENANT = Tenant.of("commerce");
    private static Client tom;

    @BeforeAll
    static void somebodyWithOwnUsers() {
        TENANT.profile("none", "None", "\"roleType\": \"ADMIN\"").profile("support", "Support", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "level": "MANAGE"},
                  {"kind": "SetRecordScope", "node": "administration/users", "scope": {"kind": "CREATED_BY_ME"}},
                  {"kind": "OverridePermission", "node": "administration/tokens", "level": "MANAGE"}]""");
        TENANT.profile("narrow", "Narrow", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "level": "MANAGE"},
                  {"kind": "OverridePermission", "node": "administration/tokens", "level": "MANAGE"},
                  {"kind": "SetRecordScope", "node": "administration", "scope": {"kind": "CREATED_BY_ME"}}]""");
        TENANT.person("tom", "ADMIN", "support").person("sam", "ADMIN", "none").person("ida", "ADMIN", "narrow");
        tom = TENANT.as("tom");
    }

    @Test
    void nobody_comes_in_as_a_principal_whom_he_may_not_see() {
        tom.get("/v1/users/sam").refused(404, "USER_NOT_FOUND");
        tom.post("/v1/tokens", "{\"principal\": \"sam\"}").refused(403, "NOT_PERMITTED");
        tom.post("/v1/tokens", "{\"principal\": \"nobody\"}").refused(403, "NOT_PERMITTED");

        own(tom, "tia");
        tom.post("/v1/tokens", "{\"principal\": \"tia\"}").expect(201);
    }

    @Test
    void a_scope_of_the_whole_administration_draws_one_line_through_users_and_tokens() {
        Client ida = TENANT.as("ida");
        String sams = TENANT.admin()
                .post("/v1/tokens", "{\"principal\": \"sam\"}")
                .expect(201)
                .at("/id");
        own(ida, "ian");
        String own =
                ida.post("/v1/tokens", "{\"principal\": \"ian\"}").expect(201).at("/id");

        ida.delete("/v1/tokens/" + sams).refused(403, "NOT_PERMITTED");
        List<String> listed = ida.get("/v1/tokens")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(token -> token.path("id").asString())
                .toList();
        assertThat(listed).containsExactly(own);
        ida.delete("/v1/tokens/" + own).expect(200);
    }

    @Test
    void of_a_deleted_principal_the_list_knows_as_little_as_the_decision() {
        TENANT.profile("partners", "Partners", "\"roleType\": \"PARTNER\"");
        TENANT.profile("for-partners", "For partners", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/tokens", "level": "MANAGE"},
                  {"kind": "SetRecordScope", "node": "administration/tokens",
                   "scope": {"kind": "ATTRIBUTE", "name": "role", "values": ["PARTNER"]}}]""");
        TENANT.profile("for-own", "For own", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "level": "MANAGE"},
                  {"kind": "OverridePermission", "node": "administration/tokens", "level": "MANAGE"},
                  {"kind": "OverridePermission", "node": "administration/profiles", "actions": ["view"]},
                  {"kind": "SetRecordScope", "node": "administration/tokens", "scope": {"kind": "CREATED_BY_ME"}}]""");
        TENANT.person("rob", "ADMIN", "for-partners").person("cat", "ADMIN", "for-own");
        Client rob = TENANT.as("rob");
        Client cat = TENANT.as("cat");
        cat.post("/v1/users", """
                {"id": "pia", "username": "pia@example.org", "firstName": "Pia", "lastName": "Example",
                 "role": "PARTNER", "profile": "partners", "active": true}""").expect(201);
        String token = TENANT.admin()
                .post("/v1/tokens", "{\"principal\": \"pia\"}")
                .expect(201)
                .at("/id");
        for (String one : List.of("rob", "cat")) {
            TENANT.allows(one, "view", "administration/tokens", token);
        }
        rob.get("/v1/tokens/" + token).expect(200);
        Client admin = TENANT.admin();
        admin.ifMatch(admin.get("/v1/users/pia").etag()).delete("/v1/users/pia").expect(200);

        TENANT.denies("rob", "view", "administration/tokens", token, "OUT_OF_RECORD_SCOPE");
        rob.get("/v1/tokens/" + token).refused(404, "TOKEN_NOT_FOUND");
        rob.get("/v1/tokens?count=true").expect(200).at("/count", 0);
        rob.delete("/v1/tokens/" + token).refused(403, "NOT_PERMITTED");
        // Who created him is known for ever.
        TENANT.allows("cat", "view", "administration/tokens", token);
        cat.get("/v1/tokens/" + token).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "profiles", "tokens", "records"})
    void what_has_records_takes_a_scope(String part) {
        TENANT.admin()
                .put("/v1/profiles/none/scope/administration/" + part, "{\"scope\": {\"kind\": \"CREATED_BY_ME\"}}")
                .expect(200);
    }

    private static void own(Client creator, String id) {
        creator.post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "ADMIN", "profile": "none", "active": true}""".formatted(id)).expect(201);
    }
}
