package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who lives in the operators' tenant may there what its catalog says, and no more: living there is no right.
class OperatorRightsTest {
    @Test
    void a_service_of_the_operators_without_role_and_profile_may_nothing() {
        MandateServer server = MandateServer.shared();
        Tenant tenant = Tenant.of("commerce");
        Client operator = server.operator();
        operator.post("/v1/services", "{\"id\": \"idle\", \"label\": \"Idle\"}").expect(201);
        String secret = operator.post("/v1/tokens", "{\"principal\": \"idle\", \"rights\": []}")
                .expect(201)
                .at("/secret");
        Client idle = new Client(server.url(), secret, Client.Seen.nothing());
        for (String path :
                List.of("/v1/tenants", "/v1/operations/projections", "/v1/operations/master-key", "/v1/replays")) {
            refused(idle.get(path));
        }
        refused(idle.post("/v1/replays", ""));
        refused(idle.post("/v1/operations/projections/" + tenant.id() + "/retry", ""));
        idle.get("/actuator/prometheus").expect(403);
        assertThat(idle.get("/actuator/health").expect(200).json().has("components"))
                .isFalse();
        for (String id : List.of("by-idle", tenant.id())) {
            refused(idle.post("/v1/tenants", """
                    {"id": "%s", "zone": "Europe/Stockholm", "label": "Mine", "catalog": "commerce",
                     "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""".formatted(id)));
        }
        // Whatever else is wrong with a wish: no revision, another tenant in the body, a tenant that is not there.
        for (String id : List.of(tenant.id(), "by-idle")) {
            refused(idle.post("/v1/tenants/" + id + "/offboarding", "{\"tenant\": \"" + tenant.id() + "\"}"));
        }
        operator.get("/v1/tenants/by-idle").refused(404, "TENANT_NOT_FOUND");
    }

    private static void refused(Answer answer) {
        answer.refused(403, "NOT_PERMITTED").at("/parameters/decisionReason", "NO_ROLE");
    }
}
