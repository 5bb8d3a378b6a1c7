package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A name by which services ask means one node for ever, and a question about the past what it meant then.
class AliasesTest {
    private static final String INVOICES = "commerce/invoices";
    private static final String CONTACTS = "crm/contacts";
    private static final String THIRD = "from=2026-03-03&to=2026-03-04";
    private static final String NINTH = "from=2026-03-09&to=2026-03-10";

    @Test
    void nobody_comes_to_what_services_ask_about_by_moving_a_name() {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("editors", "Editors", """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "administration/catalog", "actions": ["view", "edit"]},
                  {"kind": "OverridePermission", "node": "crm/contacts", "level": "EDIT"}]""").person("mal", "CSR", "editors");
        Client mal = tenant.as("mal");
        move(mal).refused(422, "CATALOG_INVALID");

        define(mal, INVOICES).expect(200);
        move(mal)
                .refused(409, "ALIAS_TAKEN")
                .at("/parameters/alias", "invoice")
                .at("/parameters/holder", INVOICES)
                .at("/parameters/node", CONTACTS);
        define(mal, INVOICES, "invoice").expect(200);

        ObjectNode document = (ObjectNode) mal.get("/v1/catalog").expect(200).json();
        node(document, INVOICES).remove("aliases");
        ((ArrayNode) node(document, CONTACTS).path("aliases")).add("invoice");
        mal.put("/v1/catalog", document.toString()).refused(409, "ALIAS_TAKEN");
        mal.put("/v1/catalog?preview=true", document.toString()).refused(409, "ALIAS_TAKEN");

        tenant.admin().delete("/v1/catalog/nodes/" + INVOICES).expect(200);
        move(mal).refused(409, "ALIAS_TAKEN");
        mal.put("/v1/catalog/nodes/invoice", "{\"label\": \"Invoice\", \"actions\": [\"edit\"]}")
                .refused(409, "ALIAS_TAKEN")
                .at("/parameters/node", "invoice");
        tenant.may("mal", "edit", "invoice", "INV-1").at("/decision", false);
        tenant.admin().put("/v1/catalog/reinstatements/" + INVOICES, "{}").expect(200);
        tenant.denies("mal", "edit", "invoice", "INV-1", "NODE_NOT_ENABLED");
    }

    @Test
    void a_name_does_not_lead_out_of_a_module_that_is_not_licensed() {
        Tenant tenant = Tenant.of("contact-center");
        MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/availability", "{\"modules\": {\"voice\": \"NOT_LICENSED\"}}")
                .expect(200);
        define(tenant.admin(), "voice/recordings").expect(200);
        define(tenant.admin(), "contact-manager/lists", "contact-list", "recording")
                .refused(409, "ALIAS_TAKEN");
        define(tenant.admin(), "voice/recordings", "recording").expect(200);
        tenant.denies("gil", "view", "recording", "R-1", "MODULE_NOT_AVAILABLE");
    }

    @Test
    void a_report_about_the_past_means_by_a_name_what_it_meant_then() {
        try (TestClock clock = MandateServer.shared().dated("2026-03-01T08:00:00Z")) {
            Past past = Past.of(Tenant.of("commerce"));
            Tenant tenant = past.tenant();
            tenant.profile("clerks", "Clerks", """
                    "roleType": "CSR", "changes": [
                      {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]""").person("sam", "CSR", "clerks");
            clock.at("2026-03-05T08:00:00Z");
            String third = past.could("edit", "invoice", THIRD).expect(200).text();
            assertThat(third)
                    .isEqualTo(past.could("edit", INVOICES, THIRD).text())
                    .contains("sam");

            define(tenant.admin(), INVOICES).expect(200);
            clock.at("2026-03-08T08:00:00Z");
            assertThat(past.could("edit", "invoice", THIRD).expect(200).text()).isEqualTo(third);
            past.could("edit", "invoice", "from=2026-03-06&to=2026-03-07")
                    .refused(422, "NODE_UNKNOWN")
                    .at("/parameters/node", "invoice");

            BelowTheGate.commit(tenant, "catalog/catalog", contacts("contact", "invoice"), "gil", null);
            clock.at("2026-03-11T08:00:00Z");
            assertThat(past.could("edit", "invoice", THIRD).expect(200).text()).isEqualTo(third);
            past.could("edit", "invoice", NINTH).expect(200).at("/node", CONTACTS);
            Answer both = past.could("edit", "invoice", "from=2026-03-01")
                    .refused(422, "NODE_AMBIGUOUS")
                    .at("/parameters/nodes/0", INVOICES)
                    .at("/parameters/nodes/1", CONTACTS);
            assertThat(both.at("/parameters/times/0"))
                    .startsWith("commerce/invoices from 2026-03-01T08:00:00")
                    .contains(" until 2026-03-05T08:00:00");
            assertThat(both.at("/parameters/times/1"))
                    .startsWith("crm/contacts from 2026-03-08T08:00:00")
                    .doesNotContain("until");
            everyPage(past, third);
            past.nora()
                    .get("/v1/history/users/sam/access?node=invoice&action=edit&" + THIRD)
                    .expect(200)
                    .at("/node", INVOICES)
                    .at("/items/0/user/id", "sam");

            past.nora().checkpoint();
            assertThat(past.nora()
                            .get("/v1/proofs/evidence/access?node=invoice&action=edit&" + THIRD)
                            .expect(200)
                            .json()
                            .path("answer"))
                    .isEqualTo(past.could("edit", INVOICES, THIRD).json());
            past.nora()
                    .get("/v1/proofs/evidence?user=sam&node=invoice&action=edit&at=2026-03-03")
                    .expect(200)
                    .at("/answer/allowed", true);
            past.decided("sam", "edit", "invoice", "*", "\"as_of\": \"2026-03-03T12:00:00Z\"")
                    .expect(200)
                    .at("/decision", true);
        }
    }

    /// The users page by page are those of all at once.
    private static void everyPage(Past past, String all) {
        StringBuilder users = new StringBuilder();
        String after = "";
        do {
            Answer page = past.could("edit", "invoice", THIRD + "&limit=1" + after)
                    .expect(200)
                    .at("/node", INVOICES);
            page.json().path("items").valueStream().forEach(row -> users.append(row.at("/user/id")));
            after = page.at("/next").isEmpty() ? "" : "&after=" + page.at("/next");
        } while (!after.isEmpty());
        StringBuilder wanted = new StringBuilder();
        new JsonMapper().readTree(all).path("items").valueStream().forEach(row -> wanted.append(row.at("/user/id")));
        assertThat(users).hasToString(wanted.toString());
    }

    private static CatalogNodeDefined contacts(String... aliases) {
        NodeDefinition definition = new NodeDefinition(
                Kind.RESOURCE,
                new NodeKey("crm"),
                Label.of("Contacts"),
                false,
                ActionSet.of("view", "edit"),
                Map.of(),
                List.of(),
                true,
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of(aliases));
        return new CatalogNodeDefined(new NodeKey(CONTACTS), definition, null);
    }

    private static Answer move(Client who) {
        return define(who, CONTACTS, "contact", "invoice");
    }

    private static Answer define(Client who, String node, String... aliases) {
        ObjectNode found = node((ObjectNode) who.get("/v1/catalog").expect(200).json(), node);
        found.remove(List.of("key", "kind"));
        ArrayNode names = found.putArray("aliases");
        Set.of(aliases).forEach(names::add);
        return who.put("/v1/catalog/nodes/" + node, found.toString());
    }

    private static ObjectNode node(JsonNode document, String key) {
        return (ObjectNode) document.path("modules")
                .valueStream()
                .flatMap(module -> module.path("nodes").valueStream())
                .filter(node -> node.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
