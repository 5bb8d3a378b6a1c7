package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A reason that says too much is made unreadable; what was done, by whom and when stays.
class RedactionScenariosTest {
    private static final String TOLD = "Sam has a slipped disc";

    @Test
    void a_redacted_reason_is_gone_wherever_it_was_shown_and_who_redacted_it_is_on_record() {
        Past past = Past.of(Tenant.of("commerce"));
        Tenant tenant = past.tenant();
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").person("sam", "CSR", "clerks");
        String other = overridden(tenant, "commerce/orders", "as agreed");
        String position = overridden(tenant, "commerce/invoices", TOLD);
        assertThat(everywhere(past, position)).allMatch(text -> text.contains(TOLD));

        Answer redacted =
                redact(tenant.admin().because("a matter of health"), position).expect(200);

        assertThat(everywhere(past, position)).noneMatch(text -> text.contains("disc"));
        assertThat(everywhere(past, position)).allMatch(text -> text.contains("(redacted)"));
        assertThat(everywhere(past, other)).allMatch(text -> text.contains("as agreed"));
        JsonNode row = tenant.trail("type=REDACTED").getFirst();
        assertThat(row.path("event").asString()).isEqualTo("ReasonRedacted");
        assertThat(row.at("/actor/id").asString()).isEqualTo("gil");
        assertThat(row.path("reason").asString()).isEqualTo("a matter of health");
        assertThat(row.path("position").asString()).isEqualTo(redacted.position());
        tenant.allows("sam", "view", "commerce/invoices", "INV-1");
    }

    @Test
    void redacting_again_changes_nothing_and_many_at_once_are_one() throws Exception {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        String position = overridden(tenant, "commerce/invoices", TOLD);

        assertThat(Race.of(_ -> redact(tenant.admin(), position))).allSatisfy(answer -> answer.expect(200));

        assertThat(tenant.trail("type=REDACTED")).hasSize(1);
        redact(tenant.admin(), position).expect(200);
        assertThat(tenant.trail("type=REDACTED")).hasSize(1);
    }

    @Test
    void what_cannot_be_redacted_is_refused_and_nothing_changes() {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        tenant.profile("helpers", "Helpers", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/users", "actions": ["view", "edit"]}]""");
        tenant.person("kim", "ADMIN", "helpers");
        String position = overridden(tenant, "commerce/invoices", TOLD);
        String silent = tenant.admin()
                .put("/v1/profiles/clerks/permissions/commerce/orders", "{\"level\": \"VIEW\"}")
                .expect(200)
                .position();

        redact(tenant.as("kim"), position).refused(403, "NOT_PERMITTED");
        redact(tenant.admin(), silent).refused(404, "REASON_NOT_FOUND").at("/parameters/position", silent);
        redact(tenant.admin(), "elsewhere-3").refused(422, "POSITION_UNKNOWN");
        redact(tenant.admin(), position.replaceAll("-.*", "-999999")).refused(422, "POSITION_UNKNOWN");
        redact(tenant.admin(), "nonsense").expect(400);

        assertThat(tenant.trail("type=REDACTED")).isEmpty();
        assertThat(tenant.admin().get("/v1/audit").expect(200).text()).contains(TOLD);
    }

    @Test
    void a_redaction_cannot_be_taken_back() {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        String redacted = redact(tenant.admin(), overridden(tenant, "commerce/invoices", TOLD))
                .expect(200)
                .position();

        tenant.admin()
                .post("/v1/history/commits/" + redacted + "/revert", "{}")
                .refused(409, "REVERT_IMPOSSIBLE")
                .at("/parameters/event", "ReasonRedacted");
    }

    private static String overridden(Tenant tenant, String node, String reason) {
        return tenant.admin()
                .because(reason)
                .put("/v1/profiles/clerks/permissions/" + node, "{\"level\": \"VIEW\"}")
                .expect(200)
                .position();
    }

    private static Answer redact(Client client, String position) {
        return client.post("/v1/history/commits/" + position + "/redaction", "{}");
    }

    /// The commit, the trail as JSON and as a file, and the explanation of the decision that the commit made.
    private static List<String> everywhere(Past past, String position) {
        JsonNode commit =
                past.nora().get("/v1/history/commits/" + position).expect(200).json();
        String changeSet = commit.findValue("changeSet").asString();
        Client admin = past.tenant().admin();
        String node = admin.get("/v1/audit?changeSet=" + changeSet).expect(200).at("/items/0/node");
        return List.of(
                commit.toString(),
                admin.get("/v1/audit?changeSet=" + changeSet).expect(200).text(),
                admin.get("/v1/audit?format=csv&changeSet=" + changeSet)
                        .expect(200)
                        .text(),
                admin.post("/access/v1/evaluation", """
                                {"subject": {"type": "user", "id": "sam"}, "action": {"name": "view"},
                                 "resource": {"type": "%s", "id": "X"}, "context": {"explain": true}}""".formatted(node))
                        .expect(200)
                        .text());
    }
}
