package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What changed between two moments of a tenant, told in permissions.
class DifferenceScenariosTest {
    @Test
    void the_difference_names_who_gained_and_lost_what_and_counts_everybody() {
        Past past = seniors();
        Tenant tenant = past.tenant();
        String before = tenant.admin().get("/v1/audit?limit=1").expect(200).at("/items/0/position");
        tenant.admin().ifMatch("1").patch("/v1/profiles/senior", """
                {"changes": [{"kind": "OverridePermission", "node": "commerce/invoices", "level": "VIEW"},
                  {"kind": "OverridePermission", "node": "commerce/orders", "level": "VIEW"}]}""").expect(200);
        String after =
                tenant.admin().put("/v1/users/kim/suspension", "{}").expect(200).position();

        Answer diff = past.nora()
                .get("/v1/history/diff?from=" + before + "&to=" + after)
                .expect(200);
        diff.at("/from", before).at("/to", after).at("/access/affected", 2).at("/access/byChange/LOST", 2);
        diff.at("/access/byChange/GAINED", 1);
        assertThat(diff.position()).isEqualTo(after);
        assertThat(of(diff.json().at("/access/users/1/permissions")))
                .containsExactly(
                        "commerce/orders view [\"GAINED\"]",
                        "commerce/invoices create [\"LOST\"]",
                        "commerce/invoices edit [\"LOST\"]");

        Answer sam =
                past.nora().get("/v1/history/diff?from=" + before + "&user=sam").expect(200);
        assertThat(sam.json().path("permissions")).hasSize(3);
        Answer profile = past.nora()
                .get("/v1/history/diff?from=" + before + "&profile=senior")
                .expect(200);
        assertThat(of(profile.json().path("permissions")))
                .isEqualTo(of(sam.json().path("permissions")));
        past.nora()
                .get("/v1/history/diff?from=" + after + "&to=" + after)
                .expect(200)
                .at("/access/affected", 0);
        assertThat(tenant.admin().get("/v1/journal?kind=PAST_READ").expect(200).text())
                .contains("GET /v1/history/diff")
                .contains(before);
    }

    @Test
    void pages_of_a_difference_are_of_the_same_two_moments() {
        Past past = seniors();
        String before =
                past.tenant().admin().get("/v1/audit?limit=1").expect(200).at("/items/0/position");
        past.tenant().admin().ifMatch("1").patch("/v1/profiles/senior", """
                {"changes": [{"kind": "ClearOverride", "node": "commerce/invoices"}]}""").expect(200);
        Answer first =
                past.nora().get("/v1/history/diff?limit=1&from=" + before).expect(200);
        past.tenant().admin().put("/v1/users/kim/suspension", "{}").expect(200);
        past.tenant().admin().ifMatch("2").patch("/v1/profiles/senior", """
                {"changes": [{"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]}""").expect(200);
        Answer second = past.nora()
                .get("/v1/history/diff?limit=1&from=" + before + "&after=" + first.at("/next"))
                .expect(200);
        first.at("/access/users/0/user", "kim").at("/access/affected", 2);
        second.at("/access/users/0/user", "sam")
                .at("/access/affected", 2)
                .at("/to", first.at("/to"))
                .at("/next", "");
        past.nora()
                .get("/v1/history/diff?limit=1&from=" + first.at("/to") + "&after=" + first.at("/next"))
                .expect(400);
    }

    @Test
    void moments_that_cannot_be_are_refused() {
        Past past = seniors();
        Client nora = past.nora();
        String now = past.tenant().admin().get("/v1/audit?limit=1").expect(200).at("/items/0/position");
        String store = now.substring(0, now.indexOf('-'));
        nora.get("/v1/history/diff").refused(422, "FIELD_REQUIRED");
        nora.get("/v1/history/diff?from=" + now + "&to=" + store + "-1").refused(422, "WINDOW_EMPTY");
        nora.get("/v1/history/diff?from=other-1").refused(422, "POSITION_UNKNOWN");
        nora.get("/v1/history/diff?from=" + store + "-999999").refused(422, "POSITION_UNKNOWN");
        nora.get("/v1/history/diff?from=2999-01-01").refused(422, "INSTANT_IN_FUTURE");
        nora.get("/v1/history/diff?from=2999-01-01T00:00:00Z").refused(422, "INSTANT_IN_FUTURE");
        nora.get("/v1/history/diff?from=yesterday").expect(400);
        nora.get("/v1/history/diff?from=2026-13-01").expect(400);
        nora.get("/v1/history/diff?from=2020-01-01&limit=0").expect(400);
        nora.get("/v1/history/diff?from=2020-01-01&user=sam&profile=senior").refused(422, "FIELD_INVALID");
        nora.get("/v1/history/diff?from=2020-01-01&user=nobody").refused(404, "USER_NOT_FOUND");
        nora.get("/v1/history/diff?from=2020-01-01&profile=nothing").refused(404, "PROFILE_NOT_FOUND");
        past.tenant().admin().get("/v1/history/diff?from=2020-01-01").refused(403, "NOT_PERMITTED");
        nora.get("/v1/history/diff?from=2020-01-01").expect(200).at("/access/byChange/GAINED", 4);
    }

    private static List<String> of(JsonNode permissions) {
        List<String> written = new ArrayList<>();
        permissions.forEach(permission -> written.add(permission.path("node").asString() + " "
                + permission.path("action").asString() + " " + permission.path("changes")));
        return written;
    }

    private static Past seniors() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", """
                {"id": "senior", "name": "Senior", "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]}""").expect(201);
        for (String user : List.of("sam", "kim")) {
            tenant.admin().post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "CSR", "profile": "senior", "active": true}""".formatted(user)).expect(201);
        }
        return Past.of(tenant);
    }
}
