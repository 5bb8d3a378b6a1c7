package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Who may take a commit back, and that nobody else learns anything of commits by trying.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevertRightsTest {
    private Tenant tenant;
    private List<String> positions;

    @BeforeAll
    void aTenantWithCommitsOfManyKinds() {
        tenant = Tenant.of("commerce");
        String store = MandateServer.shared().context().getBean(StoreId.class).value();
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").person("sam", "CSR", "clerks");
        String created = String.valueOf(tenant.seen().position);
        tenant.override("clerks", "commerce/invoices", "VIEW");
        String saved = String.valueOf(tenant.seen().position);
        // A user, a save, the tenant's beginning, one beyond the head, one of another store.
        positions = List.of(created, saved, store + "-1", store + "-999999", "elsewhere-1");
    }

    @Test
    void who_may_not_see_the_trail_learns_nothing_of_any_position() {
        tenant.profile("keepers", "Keepers", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/profiles", "level": "MANAGE"}]""");
        tenant.person("kay", "ADMIN", "keepers");
        for (Client client : List.of(tenant.as("sam"), tenant.as("kay"), tenant.service())) {
            for (String tail : List.of("/revert", "/revert?preview=true")) {
                assertThat(answers(client, tail))
                        .hasSize(1)
                        .allSatisfy(said -> assertThat(said).contains("NOT_PERMITTED", "administration/audit"));
            }
        }
        Client nobody = new Client(tenant.url(), "0".repeat(64), tenant.seen());
        assertThat(answers(nobody, "/revert")).hasSize(1).allMatch(said -> said.startsWith("401"));
    }

    @Test
    void the_refusal_is_in_the_journal() {
        tenant.person("tim", "CSR", "clerks");
        tenant.as("tim")
                .post("/v1/history/commits/" + positions.getFirst() + "/revert", "")
                .refused(403, "NOT_PERMITTED");
        assertThat(tenant.admin()
                        .get("/v1/journal?kind=REFUSED&actor=tim")
                        .expect(200)
                        .at("/items/0/what"))
                .isEqualTo("NOT_PERMITTED");
    }

    @Test
    void who_sees_the_trail_still_needs_the_right_of_the_opposite_change() {
        tenant.profile("watchers", "Watchers", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/audit", "level": "VIEW"}]""");
        tenant.person("wim", "ADMIN", "watchers");
        tenant.as("wim")
                .post("/v1/history/commits/" + positions.get(1) + "/revert", "")
                .refused(403, "NOT_PERMITTED")
                .at("/parameters/resource", "administration/profiles");
    }

    /// What is answered about all positions, each kind of answer once, without what names the request.
    private List<String> answers(Client client, String tail) {
        List<String> answers = new ArrayList<>();
        for (String position : positions) {
            Answer answer = client.post("/v1/history/commits/" + position + tail, "");
            TreeMap<String, JsonNode> said = new TreeMap<>();
            answer.json().propertyStream().forEach(member -> said.put(member.getKey(), member.getValue()));
            said.remove("instance");
            said.remove("traceId");
            answers.add(answer.status() + " " + said);
        }
        return answers.stream().distinct().toList();
    }
}
