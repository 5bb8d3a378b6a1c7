package io.mandate.acceptance;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What profiles say is not made to mean something else by a newer catalog.
class CatalogLimitsTest {
    private static final String INVOICES = "commerce/invoices";
    private static final String NODE = "{\"label\": \"Invoices\", \"actions\": [\"view\", \"edit\"]}";
    private static final String THRESHOLD = "/v1/catalog/settings/commerce/invoices-shown";

    @Test
    void a_word_left_out_of_a_document_opens_nothing() {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("own", "Edit, own", """
                        "roleType": "CSR", "changes": [
                          {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
                          {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "CREATED_BY_ME"}}]""").person("sam", "CSR", "own");
        Client gil = tenant.admin();
        ObjectNode document = (ObjectNode) gil.get("/v1/catalog").expect(200).json();
        invoices(document).remove("recordBased");

        gil.put("/v1/catalog", document.toString())
                .refused(409, "LIMIT_IN_USE")
                .at("/parameters/node", INVOICES)
                .at("/parameters/profiles/0", "Edit, own");
        gil.put("/v1/catalog?preview=true", document.toString()).refused(409, "LIMIT_IN_USE");
        gil.put("/v1/catalog/nodes/" + INVOICES, NODE).refused(409, "LIMIT_IN_USE");
        tenant.denies("sam", "edit", INVOICES, "INV-4", "OUT_OF_RECORD_SCOPE");

        gil.delete("/v1/profiles/own/scope/" + INVOICES).expect(200);
        gil.put("/v1/catalog", document.toString()).expect(200);
        tenant.allows("sam", "edit", INVOICES, "INV-4");
    }

    @Test
    void a_setting_that_is_allowed_no_more_is_not_served_and_not_lost() {
        Tenant tenant = Tenant.of("commerce");
        Client gil = tenant.admin();
        gil.put(THRESHOLD, setting(100)).expect(200);
        tenant.profile("p", "P", "\"roleType\": \"CSR\"").person("sam", "CSR", "p");
        gil.put("/v1/profiles/p/settings/commerce/invoices-shown", "{\"value\": 80}")
                .expect(200);
        shown(tenant, 80, "PROFILE", false);

        gil.put(THRESHOLD, setting(50)).expect(200);
        shown(tenant, 10, "CATALOG", true);

        gil.put(THRESHOLD, setting(90)).expect(200);
        shown(tenant, 80, "PROFILE", false);
    }

    private static void shown(Tenant tenant, int value, String source, boolean outdated) {
        tenant.service()
                .get("/v1/users/sam/settings")
                .expect(200)
                .at("/settings/0/value/value", value)
                .at("/settings/0/source", source)
                .at("/settings/0/outdated", outdated);
        tenant.admin()
                .get("/v1/profiles/p")
                .expect(200)
                .at("/settings/0/explicit/value", 80)
                .at("/settings/0/outdated", outdated);
    }

    private static String setting(int max) {
        return """
                {"label": "Invoices shown", "type": {"kind": "INTEGER", "min": 1, "max": %d}, "default": 10}""".formatted(max);
    }

    private static ObjectNode invoices(JsonNode document) {
        return (ObjectNode) document.path("modules")
                .valueStream()
                .flatMap(module -> module.path("nodes").valueStream())
                .filter(node -> node.path("key").asString().equals(INVOICES))
                .findFirst()
                .orElseThrow();
    }
}
