package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Who edits the catalog does not switch off what protects the tenant from him.
class GuardsTest {
    private static final String ESCALATION = "/v1/catalog/policies/guards.escalation";
    private static final String LAST_ADMINISTRATOR = "/v1/catalog/policies/guards.lastAdministrator";
    private static final String OFF = "{\"value\": \"false\"}";

    @Test
    void an_administrator_without_everything_switches_no_guard_off_on_any_way() {
        Tenant tenant = Tenant.of("commerce");
        Client gil = tenant.admin();
        String before = gil.get("/v1/catalog").expect(200).position();
        gil.put(ESCALATION, OFF).refused(403, "GUARD_PROTECTED").at("/parameters/guard", "guards.escalation");
        gil.put(LAST_ADMINISTRATOR, OFF).refused(403, "GUARD_PROTECTED");
        ObjectNode document = document(gil);
        ((ObjectNode) document.get("policies")).put("guards.escalation", "false");
        gil.put("/v1/catalog", document.toString()).refused(403, "GUARD_PROTECTED");
        gil.put("/v1/catalog?preview=true", document.toString()).refused(403, "GUARD_PROTECTED");
        assertThat(gil.get("/v1/catalog").expect(200).position()).isEqualTo(before);
    }

    @Test
    void operators_do_and_a_document_that_does_not_speak_of_guards_has_them_on() {
        Tenant tenant = Tenant.of("commerce");
        Client gil = tenant.admin();
        String guards = "/v1/tenants/" + tenant.id() + "/guards";
        Client operator = MandateServer.shared().operator();
        gil.put(guards, "{\"escalation\": false}").refused(403, "NOT_PERMITTED");
        operator.put(guards, "{}").refused(422, "FIELD_REQUIRED");
        String off = operator.put(guards, "{\"escalation\": false}").expect(200).position();
        assertThat(document(gil.with("Mandate-Min-Position", off))
                        .at("/policies/guards.escalation")
                        .asString())
                .isEqualTo("false");

        gil.put("/v1/catalog", document(gil).toString()).expect(200);
        assertThat(document(gil).at("/policies/guards.escalation").asString()).isEqualTo("false");
        ObjectNode silent = document(gil);
        silent.remove("policies");
        String on = gil.put("/v1/catalog", silent.toString()).expect(200).position();
        assertThat(document(gil).at("/policies/guards.escalation").asString()).isEqualTo("true");
        gil.post("/v1/history/commits/" + on + "/revert", "").refused(403, "GUARD_PROTECTED");
    }

    @Test
    void a_superuser_may_do_everything_anyway() {
        Client gil = Tenant.of("commerce-classic").admin();
        gil.put(ESCALATION, OFF).expect(200);
        gil.put(LAST_ADMINISTRATOR, OFF).expect(200);
    }

    private static ObjectNode document(Client client) {
        return (ObjectNode) client.get("/v1/catalog").expect(200).json();
    }
}
