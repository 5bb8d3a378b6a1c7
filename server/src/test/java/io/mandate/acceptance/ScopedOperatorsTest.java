package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Operators for one tenant, by a record scope or by a perimeter: it is theirs, and the others are not there.
class ScopedOperatorsTest {
    private static final List<String> BEYOND = List.of(Tenant.of("commerce").id(), "nowhere");
    private static final String MINE = Tenant.of("feedback").id();
    private static Client scoped;
    private static Client bounded;

    @BeforeAll
    static void operatorsForOneTenant() {
        Client operator = MandateServer.shared().operator();
        operator.put("/v1/catalog/role-types/OPS", "{\"label\": \"Operators\", \"profilePolicy\": \"REQUIRED\"}")
                .expect(200);
        operator.put("/v1/catalog/roles/OPS", "{\"label\": \"Operator\", \"roleType\": \"OPS\"}")
                .expect(200);
        String picked = "{\"kind\": \"SELECTED\", \"ids\": [\"" + MINE + "\"]}";
        scoped = operator("scoped", """
                , {"kind": "SetRecordScope", "node": "operations/tenants", "scope": %s}""".formatted(picked), "null");
        bounded = operator("bounded", "", picked);
    }

    @Test
    void they_see_their_tenant_alone() {
        for (Client some : List.of(scoped, bounded)) {
            assertThat(some.get("/v1/tenants?limit=500").expect(200).json().path("items"))
                    .singleElement()
                    .satisfies(
                            tenant -> assertThat(tenant.path("id").asString()).isEqualTo(MINE));
        }
    }

    @Test
    void another_tenant_is_the_404_of_what_never_was() {
        for (Client some : List.of(scoped, bounded)) {
            some.get("/v1/tenants/" + MINE).expect(200);
            BEYOND.forEach(other -> some.get("/v1/tenants/" + other).refused(404, "TENANT_NOT_FOUND"));
        }
    }

    @Test
    void they_set_quotas_and_guards_of_their_tenant_alone() {
        String quotas = "{\"quotas\": [{\"tier\": \"USER\", \"limit\": 7, \"mode\": \"SOFT\"}]}";
        for (Client some : List.of(scoped, bounded)) {
            some.put("/v1/tenants/" + MINE + "/quotas", quotas).expect(200);
            some.put("/v1/tenants/" + MINE + "/guards", "{\"escalation\": true}")
                    .expect(200);
            for (String other : BEYOND) {
                beyond(some.put("/v1/tenants/" + other + "/quotas", quotas));
                beyond(some.put("/v1/tenants/" + other + "/guards", "{\"escalation\": true}"));
            }
        }
    }

    @Test
    void they_set_what_is_available_there_and_take_it_back() {
        String modules = "{\"modules\": {\"pilot\": \"UNAVAILABLE\"}}";
        for (Client some : List.of(scoped, bounded)) {
            String position = some.put("/v1/tenants/" + MINE + "/availability", modules)
                    .expect(200)
                    .position();
            String revert = "/commits/" + position + "/revert";
            some.post("/v1/tenants/" + MINE + revert, "").expect(200);
            for (String other : BEYOND) {
                beyond(some.put("/v1/tenants/" + other + "/availability", modules));
                beyond(some.post("/v1/tenants/" + other + revert, ""));
            }
        }
    }

    @Test
    void they_end_no_other_tenant() {
        for (Client some : List.of(scoped, bounded)) {
            some.post("/v1/tenants/" + MINE + "/offboarding", "{\"tenant\": \"" + MINE + "\"}")
                    .refused(428, "REVISION_REQUIRED");
            for (String other : BEYOND) {
                beyond(some.post("/v1/tenants/" + other + "/offboarding", "{\"tenant\": \"" + other + "\"}"));
            }
        }
    }

    @Test
    void what_is_about_all_tenants_is_not_theirs() {
        for (Client some : List.of(scoped, bounded)) {
            beyond(some.get("/v1/operations/projections"));
            beyond(some.post("/v1/operations/master-key/activation", "{\"epoch\": 99}"));
        }
    }

    @Test
    void a_perimeter_binds_what_begins() {
        beyond(bounded.post("/v1/tenants", """
                {"id": "by-bounded", "catalog": "commerce",
                 "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}"""));
    }

    /// An operator with all rights on tenants.
    ///
    /// @param more further changes of the profile
    private static Client operator(String id, String more, String perimeter) {
        MandateServer server = MandateServer.shared();
        Client operator = server.operator();
        operator.post("/v1/profiles", """
                {"id": "%1$s", "name": "%1$s", "changes": [
                  {"kind": "OverridePermission", "node": "operations/tenants",
                   "actions": ["view", "create", "edit"]}%2$s]}""".formatted(id, more)).expect(201);
        operator.post("/v1/users", """
                {"id": "%1$s", "username": "%1$s", "role": "OPS", "profile": "%1$s", "active": true,
                 "perimeter": %2$s}""".formatted(id, perimeter)).expect(201);
        String secret = operator.post("/v1/tokens", "{\"principal\": \"" + id + "\"}")
                .expect(201)
                .at("/secret");
        return new Client(server.url(), secret, Client.Seen.nothing());
    }

    private static void beyond(Answer answer) {
        answer.refused(403, "NOT_PERMITTED").at("/parameters/decisionReason", "OUT_OF_RECORD_SCOPE");
    }
}
